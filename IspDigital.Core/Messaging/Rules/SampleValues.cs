using IspDigital.Core.Primitives;

namespace IspDigital.Core.Messaging.Rules;

/// <summary>A subscriber who exists only to show what a template will look like: long enough to be honest about parts.</summary>
public static class SampleValues
{
    /// <summary>What a signed link ends with, as long as any.</summary>
    public const string Token = "AAEHc4mU_2Y6QdyazAf7";

    /// <summary>A value for each placeholder of the kind, but for the operator's own.</summary>
    public static IReadOnlyDictionary<string, string> Of(MessageKind kind, string language)
    {
        var wording = new Wording(language);
        var due = new DateOnly(2026, 2, 10);
        var hasDebt = kind is not (MessageKind.Reconnected or MessageKind.PaymentReceived);
        var all = new Dictionary<string, string>
        {
            [Placeholders.Name] = language == "bn" ? "মোঃ রফিকুল ইসলাম" : "Md. Rafiqul Islam",
            [Placeholders.Code] = "C-10245",
            [Placeholders.Balance] = wording.AmountIfAny(hasDebt ? Money.FromTaka(1050) : Money.Zero),
            [Placeholders.Advance] = wording.AmountIfAny(kind == MessageKind.PaymentReceived ? Money.FromTaka(450) : Money.Zero),
            [Placeholders.Invoice] = "INV-2026-000123",
            [Placeholders.Amount] = wording.Amount(Money.FromTaka(1050)),
            [Placeholders.DueDate] = wording.Date(due),
            [Placeholders.LastDay] = wording.Date(due.AddDays(5)),
            [Placeholders.Period] = wording.Period(new DateRange(new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 1))),
            [Placeholders.Link] = "https://portal.example.com/i/" + Token,
            [Placeholders.Paid] = wording.Amount(Money.FromTaka(1500)),
        };
        return all.Where(v => Placeholders.Of(kind).Contains(v.Key)).ToDictionary();
    }
}
