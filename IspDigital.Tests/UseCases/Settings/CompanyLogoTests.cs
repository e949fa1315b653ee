using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace IspDigital.Tests.UseCases.Settings;

/// <summary>The logo: a picture by its content, small, and never a part of what every operation reads.</summary>
public sealed class CompanyLogoTests : IAsyncDisposable
{
    private readonly TestPortal _portal = TestPortal.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    public void Picture_IsKnownByItsContent(SKEncodedImageFormat format, string mediaType) =>
        Assert.Equal(new LogoImage(mediaType, 120, 40), LogoImage.Of(Picture(format)));

    [Fact]
    public void WhatIsNoPictureOrNoSensibleOne_IsRefused()
    {
        var png = Picture(SKEncodedImageFormat.Png);

        Assert.Null(LogoImage.Of([]));
        Assert.Null(LogoImage.Of("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8));
        Assert.Null(LogoImage.Of("<html>"u8));
        Assert.Null(LogoImage.Of(Picture(SKEncodedImageFormat.Webp)));
        Assert.Null(LogoImage.Of([.. png, .. new byte[LogoImage.BytesMax]]));
        Assert.Null(LogoImage.Of(Picture(SKEncodedImageFormat.Png, 3001, 1)));
        Assert.All(Enumerable.Range(0, 33), length => Assert.Null(LogoImage.Of(png.AsSpan(0, length))));
        Assert.All(Enumerable.Range(0, 20), length => Assert.Null(LogoImage.Of(Picture(SKEncodedImageFormat.Jpeg).AsSpan(0, length))));
    }

    [Fact]
    public async Task Logo_Changed_StandsApartFromTheCompanyAndIsOnRecordByItsMark()
    {
        var png = Picture(SKEncodedImageFormat.Png);

        Assert.True((await Change(png)).IsOk);

        await using var db = _portal.OpenDb();
        var company = await SettingsRow.Load<CompanySettings>(db, Cancellation);
        Assert.Equal(16, company.LogoMark.Length);
        var logo = await _portal.Services.CreateScope().ServiceProvider.GetRequiredService<CompanyLogoQueries>().Present(Cancellation);
        Assert.Equal("image/png", logo!.MediaType);
        Assert.Equal(png, logo.Image);
        var entry = await db.AuditEntries.SingleAsync(Cancellation);
        Assert.Equal(AuditAction.SettingsChanged, entry.Action);
        Assert.Contains(company.LogoMark, entry.After, StringComparison.Ordinal);
        Assert.True(entry.After!.Length < 100);
    }

    [Fact]
    public async Task Logo_TakenAway_IsGoneAndTheCompanyStays()
    {
        await Change(Picture(SKEncodedImageFormat.Png));
        await _portal.Run(s => s.GetRequiredService<ChangeCompany>(), new ChangeCompanyRequest { CompanyName = "Dhaka Fiber Net", TimeZone = "Asia/Dhaka" });

        Assert.True((await Change([])).IsOk);

        await using var db = _portal.OpenDb();
        var company = await SettingsRow.Load<CompanySettings>(db, Cancellation);
        Assert.Equal(("Dhaka Fiber Net", ""), (company.CompanyName, company.LogoMark));
        Assert.Null(await _portal.Services.CreateScope().ServiceProvider.GetRequiredService<CompanyLogoQueries>().Present(Cancellation));
    }

    [Fact]
    public async Task Logo_TooLargeOrNoPicture_IsRefusedWithItsReason()
    {
        var large = Assert.IsType<InvalidInput>((await Change(new byte[LogoImage.BytesMax + 1])).Error);
        var text = Assert.IsType<InvalidInput>((await Change([.. "hello"u8])).Error);

        Assert.Equal(("Settings.LogoTooLarge", "Settings.LogoUnreadable"), (Assert.Single(large.Errors).Code, Assert.Single(text.Errors).Code));
    }

    [Fact]
    public async Task Logo_BySupport_IsNotTheirs()
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Person(2, "rina", Role.Support));

        var result = await scope.ServiceProvider.GetRequiredService<ChangeCompanyLogo>().Run(new(Picture(SKEncodedImageFormat.Png)), Cancellation);

        Assert.IsType<NotPermitted>(result.Error);
    }

    private Task<Result<Done>> Change(byte[] image) => _portal.Run(s => s.GetRequiredService<ChangeCompanyLogo>(), new ChangeCompanyLogoRequest(image));

    private static byte[] Picture(SKEncodedImageFormat format, int width = 120, int height = 40)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Teal);
        using var data = bitmap.Encode(format, 80);
        return data.ToArray();
    }
}
