using System.Text;
using IspDigital.Core.Tables;
using Microsoft.JSInterop;

namespace IspDigital.Web.Components.Shared;

/// <summary>Gives a person a file that was made for them, as a download.</summary>
public static class Saving
{
    /// <summary>Saves rows.</summary>
    public static async Task SaveTable(this IJSRuntime browser, string name, TableFormat format, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using var file = new MemoryStream();
        if (format == TableFormat.Csv)
        {
            // The mark at the start tells spreadsheets that it is UTF-8; without it Bangla is unreadable there.
            file.Write(Encoding.UTF8.GetPreamble());
        }
        await Task.Run(() => TableWriter.Write(file, format, columns, rows.ToAsyncEnumerable()));
        await browser.InvokeVoidAsync("isp.save", name, file.ToArray());
    }
}
