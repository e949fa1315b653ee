using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Reminders;

/// <summary>A text as a phone shows it.</summary>
public partial class SmsBubble
{
    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>Subject of an email.</summary>
    [Parameter]
    public string? Subject { get; set; }

    /// <summary>Its language, for the right letters.</summary>
    [Parameter]
    public string? Language { get; set; }
}
