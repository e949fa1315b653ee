using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Audit;

/// <summary>How the record writes what was before and after: small, readable, Bangla as it is.</summary>
public static class AuditJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new MoneyConverter() },
    };

    /// <summary>The JSON of a value, or null for null.</summary>
    public static string? Of(object? value) => value is null ? null : JsonSerializer.Serialize(value, s_options);

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Money.FromTaka(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Taka);
    }
}
