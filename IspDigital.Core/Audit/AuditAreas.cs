namespace IspDigital.Core.Audit;

/// <summary>What part of the work a deed belongs to; the activity page filters by it.</summary>
public enum AuditArea
{
    /// <summary>Invoices, payments, runs, balances.</summary>
    Money,
    /// <summary>Cuts, reconnections, promises, exemptions.</summary>
    Access,
    /// <summary>Subscribers and plans.</summary>
    Subscribers,
    /// <summary>Reminders and messages.</summary>
    Messages,
    /// <summary>Routers.</summary>
    Routers,
    /// <summary>Staff, sign-ins, settings, jobs.</summary>
    Portal,
}

/// <summary>The area of every action.</summary>
public static class AuditAreas
{
    private static readonly Dictionary<AuditArea, string[]> s_names = new()
    {
        [AuditArea.Money] = ["Billing", "Invoice", "Balance", "Payment", "Advance", "SubscriberParked", "SubscriberUnparked", "Credit", "Charge", "LateFee", "Debt", "Refund"],
        [AuditArea.Access] = ["Disconnect", "Reconnect", "Access", "Promise", "Exemption", "Cut", "RouterCommand"],
        [AuditArea.Subscribers] = ["Subscriber", "Plan", "Tax"],
        [AuditArea.Messages] = ["Reminder", "Message"],
        [AuditArea.Routers] = ["Router"],
        [AuditArea.Portal] = ["Portal", "Settings", "Sign", "Staff", "Clock", "Job", "Data"],
    };

    /// <summary>The area that an action's name begins in; the longest beginning decides.</summary>
    /// <exception cref="InvalidOperationException">The action begins with none of the words; a test finds it.</exception>
    public static AuditArea Of(AuditAction action)
    {
        var name = action.ToString();
        var words = s_names.SelectMany(a => a.Value, (a, word) => (Area: a.Key, Word: word)).Where(w => name.StartsWith(w.Word, StringComparison.Ordinal)).ToList();
        return words.Count > 0 ? words.MaxBy(w => w.Word.Length).Area : throw new InvalidOperationException($"{action} belongs to no area.");
    }

    /// <summary>All actions of an area.</summary>
    public static AuditAction[] In(AuditArea area) => [.. Enum.GetValues<AuditAction>().Where(a => Of(a) == area)];
}
