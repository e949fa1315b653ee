using System.Text.Json;
using System.Text.Json.Serialization;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Operations;

/// <summary>Settings of one feature that staff change on the screen; the parameterless constructor holds the defaults.</summary>
public interface ISettings
{
    /// <summary>Name of the row, for example <c>Company</c>.</summary>
    static abstract string Name { get; }
}

/// <summary>One feature's settings as JSON. Read anew in each operation: never stale, also with several processes.</summary>
public sealed class SettingsRow
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The feature.</summary>
    public required string Name { get; init; }

    /// <summary>The values.</summary>
    public required string Json { get; set; }

    /// <summary>The settings of a type, or their defaults.</summary>
    public static async Task<T> Load<T>(IspDbContext db, CancellationToken cancellation = default)
        where T : class, ISettings, new()
    {
        var name = T.Name;
        var json = await db.Settings.AsNoTracking().Where(s => s.Name == name).Select(s => s.Json).SingleOrDefaultAsync(cancellation);
        return json is null ? new T() : JsonSerializer.Deserialize<T>(json, s_options)!;
    }

    /// <summary>Stores the settings in the unit of work; the use case puts the change on record.</summary>
    public static async Task Store<T>(UnitOfWork work, T settings, CancellationToken cancellation = default)
        where T : class, ISettings, new()
    {
        var json = JsonSerializer.Serialize(settings, s_options);
        var name = T.Name;
        if (await work.Db.Settings.SingleOrDefaultAsync(s => s.Name == name, cancellation) is { } row)
        {
            row.Json = json;
        }
        else
        {
            work.Db.Settings.Add(new SettingsRow { Name = name, Json = json });
        }
        work.Announce(new Live.Change(Live.ChangeKind.Settings));
    }
}

/// <summary>Who the operator is.</summary>
public sealed record CompanySettings : ISettings
{
    /// <inheritdoc/>
    public static string Name => "Company";

    /// <summary>Name on invoices and messages.</summary>
    public string CompanyName { get; init; } = "";

    /// <summary>Address on invoices.</summary>
    public string Address { get; init; } = "";

    /// <summary>Phone for subscribers.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Email for subscribers.</summary>
    public string Email { get; init; } = "";

    /// <summary>Business identification number (BIN) of the tax office.</summary>
    public string Bin { get; init; } = "";

    /// <summary>Where subscribers reach the portal, such as <c>https://portal.example.com</c>, without a slash at its end; empty where it is not said.</summary>
    public string PublicAddress { get; init; } = "";

    /// <summary>Which picture stands in <see cref="CompanyLogo"/>: the beginning of its digest; empty where there is none.</summary>
    public string LogoMark { get; init; } = "";

    /// <summary>IANA id of the zone in which all business dates are meant.</summary>
    public string TimeZone { get; init; } = "Asia/Dhaka";

    /// <summary>Unit that computed amounts are rounded to, in poisha.</summary>
    public int RoundingUnitMinor { get; init; } = 1;

    /// <summary>What the address of a signed link to an invoice has before its token.</summary>
    public const string InvoiceLinkPath = "/i/";

    /// <summary>The whole signed link to an invoice, or nothing where the public address is not said.</summary>
    /// <param name="token">What the link ends with.</param>
    public string InvoiceLink(string token) => PublicAddress.Length == 0 ? "" : PublicAddress + InvoiceLinkPath + token;

    /// <summary>The rounding of computed amounts.</summary>
    [JsonIgnore]
    public Rounding Rounding => new(RoundingUnitMinor);
}
