using IspDigital.Core.Access;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Access;

/// <summary>One place of the board: its lines, why each is there and what to do about it.</summary>
public partial class BoardLines
{
    /// <summary>The lines.</summary>
    [Parameter, EditorRequired]
    public BoardSection Section { get; set; } = default!;

    /// <summary>Its name in the address.</summary>
    [Parameter, EditorRequired]
    public string Anchor { get; set; } = "";

    /// <summary>Whether the person may have the router tried again.</summary>
    [Parameter]
    public bool MayRetry { get; set; }

    /// <summary>Try again.</summary>
    [Parameter]
    public EventCallback<BoardLine> OnRetry { get; set; }
}
