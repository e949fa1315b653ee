using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Core.Tables;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>Subscribers from a file: choose it, say what its columns are, see what would be done, do it. All rows or none.</summary>
public sealed partial class ImportSubscribersPage : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private ImportFile? _file;
    private Error? _fileError;
    private ColumnMapping? _columns;
    private ImportedSubscribers? _told;
    private BadRows? _wrong;
    private Error? _error;
    private ImportedSubscribers? _done;
    private Busy _busy;
    private bool _isAsked;

    private enum Busy
    {
        No,
        Reading,
        Checking,
        Asking,
        Importing,
    }

    [Inject]
    private ImportSubscribers ImportSubscribers { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Who leaves has stopped it; the transaction is given up and nothing of the file is taken.
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task Choose(IBrowserFile chosen)
    {
        if (_busy != Busy.No)
        {
            return;
        }
        Again();
        _busy = Busy.Reading;
        StateHasChanged();
        var read = await ImportFile.Read(chosen, _leaving.Token);
        _busy = Busy.No;
        (_file, _fileError) = (read.IsOk ? read.Value : null, read.Error);
        _columns = _file is null ? null : new ColumnMapping(_file.Table);
    }

    private void Again()
    {
        (_file, _fileError, _columns, _done, _isAsked) = (null, null, null, null, false);
        Forget();
    }

    /// <summary>What was said of the file no longer holds.</summary>
    private void Forget() => (_told, _wrong, _error) = (null, null, null);

    private async Task Check()
    {
        _isAsked = true;
        if (_busy != Busy.No || _columns is not { IsGood: true })
        {
            return;
        }
        _told = await Run(Busy.Checking, isDryRun: true);
    }

    private async Task Import()
    {
        if (_busy != Busy.No || _told is not { } told)
        {
            return;
        }
        _busy = Busy.Asking;
        var isWanted = await Dialogs.Confirm(
            L.Counted("Import.Question", told.Lines.Count), string.Join(' ', ImportView.Sentences(told, L).Append(L["Import.What"].Value)), L["Import"]);
        _busy = Busy.No;
        if (isWanted)
        {
            _done = await Run(Busy.Importing, isDryRun: false);
        }
    }

    /// <summary>Runs it away from the circuit, which answers meanwhile; what is refused is shown.</summary>
    private async Task<ImportedSubscribers?> Run(Busy what, bool isDryRun)
    {
        var request = new ImportSubscribersRequest(_columns!.Applied, isDryRun);
        Forget();
        _busy = what;
        StateHasChanged();
        try
        {
            var result = await Task.Run(() => ImportSubscribers.Run(request, _leaving.Token), _leaving.Token);
            _wrong = result.Error as BadRows;
            _error = _wrong is null ? result.Error : null;
            return result.IsOk ? result.Value : null;
        }
        finally
        {
            _busy = Busy.No;
        }
    }
}
