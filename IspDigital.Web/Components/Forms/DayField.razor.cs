using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Forms;

/// <summary>A day, typed or picked, always as <c>dd/MM/yyyy</c>: the browser's own field follows the browser's country instead.</summary>
public partial class DayField
{
    /// <summary>The day at midnight, without a zone; null for none.</summary>
    [Parameter]
    public DateTime? Value { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter]
    public EventCallback<DateTime?> ValueChanged { get; set; }

    /// <summary>The input's property, where a validator checks it.</summary>
    [Parameter]
    public Expression<Func<DateTime?>>? For { get; set; }

    /// <summary>What it asks.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>One sentence of help.</summary>
    [Parameter]
    public string? HelperText { get; set; }

    /// <summary>Whether it may stay empty.</summary>
    [Parameter]
    public bool IsOptional { get; set; }

    /// <summary>Name for tests.</summary>
    [Parameter]
    public string? TestId { get; set; }
}
