using Microsoft.Playwright;

namespace IspDigital.Tests.Browser;

/// <summary>The page's field for a file.</summary>
internal static class FileField
{
    /// <summary>Chooses a file as soon as the page listens: a moment after the field can be seen, its script sets the number of the next file.</summary>
    public static async Task ChooseFile(this IPage page, FilePayload file)
    {
        await page.WaitForFunctionAsync("() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId !== undefined");
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
    }
}
