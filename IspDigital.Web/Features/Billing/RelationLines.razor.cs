using IspDigital.Core.Billing;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>Which documents this one corrects, which correct it and by how much, what is charged about it elsewhere, and why.</summary>
public partial class RelationLines
{
    /// <summary>How it hangs together with others.</summary>
    [Parameter, EditorRequired]
    public InvoiceRelations Relations { get; set; } = InvoiceRelations.None;

    private static string Because(string? reason) => reason is { Length: > 0 } ? $" · {reason}" : "";
}
