namespace IspDigital.Core.Routers.RouterOs;

/// <summary>
/// What a router's error text means. There is no official list and the category is often absent, so texts are matched
/// by a part of them, without regard to case; the first match wins.
/// </summary>
internal static class RouterOsTraps
{
    private static readonly (string Part, RouterRefusal Refusal)[] s_texts =
    [
        ("no such item", RouterRefusal.NoSuchItem),
        ("no such command", RouterRefusal.NoSuchCommand),
        ("already exists", RouterRefusal.Duplicate),
        ("already have such", RouterRefusal.Duplicate),
        ("any value of profile", RouterRefusal.NoSuchProfile),
        ("not enough permissions", RouterRefusal.NotPermitted),
        ("not allowed", RouterRefusal.NotPermitted),
        ("invalid user name or password", RouterRefusal.Login),
        ("cannot log in", RouterRefusal.Login),
    ];

    /// <summary>The kind of refusal behind a text.</summary>
    public static RouterRefusal Meaning(string text)
    {
        foreach (var (part, refusal) in s_texts)
        {
            if (text.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return refusal;
            }
        }

        return RouterRefusal.Other;
    }

    /// <summary>One exception for all traps of a command: the first kind that is known, and every text.</summary>
    public static RouterRefusedException ToException(IReadOnlyList<ReplySentence> traps)
    {
        var texts = traps.Select(trap => trap["message"] ?? (trap.Text.Length > 0 ? trap.Text : "no reason given")).ToList();
        var refusal = texts.Select(Meaning).FirstOrDefault(meaning => meaning != RouterRefusal.Other, RouterRefusal.Other);
        return new RouterRefusedException(refusal, string.Join("; ", texts));
    }
}
