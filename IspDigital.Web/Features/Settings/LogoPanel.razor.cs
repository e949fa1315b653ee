using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace IspDigital.Web.Features.Settings;

/// <summary>The picture at the head of invoices: chosen, seen, taken away.</summary>
public partial class LogoPanel
{
    private string _mark = "";
    private string? _failure;
    private bool _isBusy;

    /// <summary>Which logo there is; empty for none.</summary>
    [Parameter, EditorRequired]
    public string Mark { get; set; } = "";

    [Inject]
    private ChangeCompanyLogo ChangeLogo { get; set; } = default!;

    [Inject]
    private CompanyQueries Company { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _mark = Mark;

    private async Task Choose(InputFileChangeEventArgs chosen)
    {
        // One byte more than allowed is enough to know that it is too large; the rest is not read.
        using var picture = new MemoryStream();
        await using var file = chosen.File.OpenReadStream(long.MaxValue);
        var buffer = new byte[16 * 1024];
        for (int read; picture.Length <= LogoImage.BytesMax && (read = await file.ReadAsync(buffer)) > 0;)
        {
            picture.Write(buffer, 0, read);
        }
        await Save(picture.ToArray(), "Logo.Saved");
    }

    private async Task Save(byte[] picture, string saved)
    {
        _isBusy = true;
        var result = await ChangeLogo.Run(new ChangeCompanyLogoRequest(picture));
        _failure = result.Error switch
        {
            null => null,
            InvalidInput { Errors: [var wrong, ..] } => Errors.Of(wrong),
            var error => Errors.Of(error),
        };
        if (result.IsOk)
        {
            _mark = (await Company.Present()).LogoMark;
            Snackbar.Add(L[saved], Severity.Success);
        }
        _isBusy = false;
    }
}
