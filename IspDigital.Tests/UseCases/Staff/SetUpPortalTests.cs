using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Staff;

public sealed class SetUpPortalTests : IAsyncDisposable
{
    private static readonly SetUpPortalRequest s_request = new()
    {
        OwnerName = "Rahima Khatun",
        UserName = "rahima",
        Password = "river boat tea",
        PasswordAgain = "river boat tea",
        CompanyName = "Dhaka Fiber Net",
        Phone = "01711-000000",
        Language = "bn",
    };

    private readonly TestPortal _portal = TestPortal.Start();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task SetUp_FirstVisit_MakesTheOwnerAndTheCompanyOnRecord()
    {
        var result = await SetUp(s_request);

        Assert.True(result.IsOk);
        await using var db = _portal.OpenDb();
        var owner = await db.Users.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((Role.Owner, "bn", false), (owner.Role, owner.Language, owner.MustChangePassword));
        Assert.DoesNotContain("river", owner.PasswordHash, StringComparison.Ordinal);
        Assert.Equal("Dhaka Fiber Net", (await SettingsRow.Load<CompanySettings>(db, TestContext.Current.CancellationToken)).CompanyName);
        var entry = await db.AuditEntries.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((AuditAction.PortalSetUp, "job:SetUp"), (entry.Action, entry.ActorName));
        Assert.DoesNotContain("river", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetUp_SecondVisit_IsRefused()
    {
        await SetUp(s_request);

        Assert.IsType<AlreadySetUp>((await SetUp(s_request with { UserName = "intruder" })).Error);
    }

    [Fact]
    public async Task SetUp_EightVisitsAtOnce_MakeOneOwner()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => SetUp(s_request with { UserName = "owner" + i }))));

        Assert.Single(results, r => r.IsOk);
        await using var db = _portal.OpenDb();
        Assert.Equal(1, await db.Users.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("teacup", "Staff.PasswordTooShort")]
    [InlineData("password123", "Staff.PasswordGuessable")]
    [InlineData("rahima-2026", "Staff.PasswordGuessable")]
    [InlineData("aaaaaaaaaaaa", "Staff.PasswordGuessable")]
    [InlineData("", "Staff.PasswordNeeded")]
    public async Task SetUp_WeakPassword_IsNamedAtItsField(string password, string code)
    {
        var result = await SetUp(s_request with { Password = password, PasswordAgain = password });

        var error = Assert.Single(Assert.IsType<InvalidInput>(result.Error).Errors);
        Assert.Equal((nameof(SetUpPortalRequest.Password), code), (error.Field, error.Code));
    }

    [Fact]
    public async Task SetUp_NoSuchZone_IsRefused() =>
        Assert.Equal("Settings.TimeZoneUnknown", Assert.Single(Assert.IsType<InvalidInput>((await SetUp(s_request with { TimeZone = "Asia/Atlantis" })).Error).Errors).Code);

    [Fact]
    public void TimeZones_ToChooseFrom_HoldDhakaAndCanAllBeUsed()
    {
        Assert.Contains("Asia/Dhaka", CompanyRules.TimeZones);
        Assert.All(CompanyRules.TimeZones, id => Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(id, out _), id));
    }

    private async Task<Result<long>> SetUp(SetUpPortalRequest request)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SetUpPortal>().Run(request, TestContext.Current.CancellationToken);
    }
}
