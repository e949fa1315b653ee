using IspDigital.Core.Access;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Access;

/// <summary>The live board: who is planned, under way, done, waiting for a router, failed; and what to do about it.</summary>
public partial class DisconnectionsPage
{
    private DisconnectionBoard? _board;

    [Inject]
    private DisconnectionQueries Disconnections { get; set; } = default!;

    [Inject]
    private ApproveCuts ApproveCuts { get; set; } = default!;

    [Inject]
    private ExcludeCut ExcludeCut { get; set; } = default!;

    [Inject]
    private UndoBatch UndoBatch { get; set; } = default!;

    [Inject]
    private RetryAccess RetryAccess { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Access, ChangeKind.Router, ChangeKind.Clock];

    private bool MayOverride => Actor.Current.May(Permission.OverrideAccess);

    private bool MayApprove => Actor.Current.May(Permission.ApproveCuts);

    private bool MayRetry => Actor.Current.May(Permission.ManageRouters);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _board = await Disconnections.Board(cancellation);

    private static (string Anchor, string Href, string Key, int Count, Meaning Meaning)[] Places(BoardCounts counts) =>
    [
        ("failed", "/disconnections#failed", "Place.Failed", counts.Failed, Meaning.Bad),
        ("waiting", "/disconnections#waiting", "Place.WaitingForRouter", counts.Waiting, Meaning.Warn),
        ("planned", "/disconnections#planned", "Place.Planned", counts.Planned, counts.Held > 0 ? Meaning.Warn : Meaning.Due),
        ("progress", "/disconnections#progress", "Place.InProgress", counts.InProgress, Meaning.Due),
        ("done", "/disconnections#done", "Place.Done", counts.DoneToday, Meaning.Good),
        ("off", "/subscribers?state=Cut", "Place.Off", counts.Off, Meaning.Bad),
    ];

    private static bool IsQuiet(DisconnectionBoard board) => board.Next is null && board.Sections.All(s => s.Total == 0);

    private async Task Approve(CutListView list)
    {
        var what = L["Approve.What", MoneyText.Count(list.Planned), AccessView.Amount(list.Total, L), DateText.Day(list.Day)];
        if (await Dialogs.Confirm(L["Approve.Question"], what, L["Approve"], isDangerous: true))
        {
            Tell(await ApproveCuts.Run(new(list.Id, list.Planned), Ending), count => L["Approved", MoneyText.Count(count)]);
        }
    }

    private async Task Exclude(PlannedLine line)
    {
        var what = L["Exclude.What", line.Name];
        if (await Dialogs.ConfirmWithReason(L["Exclude.Question"], what, L["Exclude"], isDangerous: false) is { } reason)
        {
            Tell(await ExcludeCut.Run(new(line.CutId, reason), Ending), _ => L["Excluded", line.Name]);
        }
    }

    private async Task Undo(CutListView list)
    {
        var what = L["Undo.What", MoneyText.Count(list.Made), DateText.Day(list.Day)];
        if (await Dialogs.ConfirmWithReason(L["Undo.Question"], what, L["Undo"], isDangerous: false) is { } reason)
        {
            Tell(await UndoBatch.Run(new(list.Id, reason), Ending), count => L["Undone", MoneyText.Count(count)]);
        }
    }

    private async Task Retry(BoardLine line) =>
        Tell(await RetryAccess.Run(new(line.SubscriberId, null), Ending), _ => L["Retried", line.RouterName]);

    private void Tell<T>(Result<T> result, Func<T, string> done) => Snackbar.Add(
        result.IsOk ? done(result.Value) : Errors.Of(result.Error), result.IsOk ? Severity.Success : Severity.Error);
}
