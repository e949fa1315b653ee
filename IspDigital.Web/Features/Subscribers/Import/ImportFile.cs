using IspDigital.Core.Primitives;
using IspDigital.Core.Tables;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>The file did not come over the wire to its end.</summary>
public sealed record UploadBroken() : Error("Shared.UploadBroken");

/// <summary>A file that a person chose, read to its end.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">Its kind.</param>
/// <param name="Table">What it holds.</param>
public sealed record ImportFile(string Name, TableFormat Format, Table Table)
{
    /// <summary>Rows that are taken from one file.</summary>
    public const int RowsMax = 5_000;

    /// <summary>The largest file that is taken.</summary>
    public const int MegabytesMax = 5;

    private const long BytesMax = MegabytesMax * 1_048_576L;

    /// <summary>Reads it into memory, as far as it is allowed to be, and then what it holds.</summary>
    public static async Task<Result<ImportFile>> Read(IBrowserFile chosen, CancellationToken cancellation)
    {
        if (TableReader.FormatOf(chosen.Name) is not { } format)
        {
            return new TableKindUnknown();
        }
        if (chosen.Size > BytesMax)
        {
            return new TableTooLarge(MegabytesMax);
        }
        using var content = new MemoryStream();
        try
        {
            await using var sent = chosen.OpenReadStream(BytesMax, cancellation);
            await sent.CopyToAsync(content, cancellation);
        }
        catch (Exception broken) when (broken is IOException or JSException)
        {
            return new UploadBroken();
        }
        content.Position = 0;
        // Away from the circuit, which answers meanwhile.
        var table = await Task.Run(() => TableReader.Read(content, format, RowsMax), cancellation);
        return table.IsOk ? new ImportFile(chosen.Name, format, table.Value) : table.Error;
    }

    /// <summary>The name of the file with its wrong rows.</summary>
    public string NameOfErrors => $"{Path.GetFileNameWithoutExtension(Name)}-errors{(Format == TableFormat.Xlsx ? ".xlsx" : ".csv")}";

    /// <summary>The wrong rows, each with its line and the reasons in the present language.</summary>
    public WrongRows Wrong(IEnumerable<RowProblem> problems, ColumnMapping columns, ErrorText words) =>
        WrongRows.Of(Table, problems, p => p.Column is { } column ? $"{columns.NameOf(column)}: {words.Of(p)}" : words.Of(p));
}
