using Microsoft.Extensions.Localization;
using MudBlazor;

namespace IspDigital.Web.Localization;

/// <summary>The component library's own few words in the present language; in English it has them itself.</summary>
public sealed class MudWords(IStringLocalizer<SharedText> words) : MudLocalizer
{
    /// <inheritdoc/>
    public override LocalizedString this[string key] => Language.IsBangla ? words["Mud." + key] : new LocalizedString(key, key, resourceNotFound: true);
}
