using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Shared;

/// <summary>A deed in a menu that asks or takes time: the menu closes at once instead of waiting behind the dialog.</summary>
public partial class MenuDeed
{
    /// <summary>The deed.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnDeed { get; set; }

    /// <summary>The picture.</summary>
    [Parameter]
    public string? Icon { get; set; }

    /// <summary>Name for tests.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <summary>The verb.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;

    private void Begin() => _ = InvokeAsync(async () =>
    {
        try
        {
            await OnDeed.InvokeAsync();
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    });
}
