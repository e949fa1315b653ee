using IspDigital.Core.Staff;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Staff;

/// <summary>Chooses a role by what it may do.</summary>
public partial class RoleChoice
{
    /// <summary>The chosen role.</summary>
    [Parameter, EditorRequired]
    public Role Value { get; set; }

    /// <summary>Another was chosen.</summary>
    [Parameter]
    public EventCallback<Role> ValueChanged { get; set; }
}
