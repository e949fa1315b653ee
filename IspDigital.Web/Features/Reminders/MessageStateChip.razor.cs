using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Reminders;

/// <summary>How far a message has come, and why not further.</summary>
public partial class MessageStateChip
{
    /// <summary>The message.</summary>
    [Parameter, EditorRequired]
    public MessageRow Message { get; set; } = default!;

    /// <summary>Whether the reason stands beside the chip, not only on hover.</summary>
    [Parameter]
    public bool WithProblem { get; set; } = true;

    private string? Reason => Message.Problem is { } problem ? M[$"Problem.{problem}"].Value : null;
}
