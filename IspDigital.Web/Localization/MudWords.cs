using Microsoft.Extensions.Localization;
using MudBlazor;

namespace IspDigital.Web.Localization;

/// <summary>The component library's own few words in the present language; what is not among ours it says itself, in English.</summary>
public sealed class MudWords(IStringLocalizer<SharedText> words) : MudLocalizer
{
    /// <inheritdoc/>
    public override LocalizedString this[string key] => words["Mud." + key];
}
