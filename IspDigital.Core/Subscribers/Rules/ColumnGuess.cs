using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Tables;

namespace IspDigital.Core.Subscribers.Rules;

/// <summary>
/// Which of our columns somebody else's file means by its names. A guess may be missing, never dangerous: what could be read the other way
/// round is left to a person (<c>Balance</c> is owed in one program and paid ahead in another; <c>Discount</c> is taka or percent; <c>Monthly bill</c> is
/// the plan's price once more, with its tax or without).
/// </summary>
public static partial class ColumnGuess
{
    private static readonly FrozenDictionary<string, string> s_others = Others(
        ("code", "customer code|customer id|customer no|client code|client id|client no|subscriber code|subscriber id|account no|account number|account code|id|cid"),
        ("code", "গ্রাহক কোড|গ্রাহক আইডি|গ্রাহক নম্বর|গ্রাহক নং|আইডি|কোড"),
        ("name", "customer name|client name|subscriber name|full name|customer|client|subscriber"),
        ("name", "নাম|গ্রাহকের নাম|গ্রাহক নাম|গ্রাহক"),
        ("phone", "mobile|mobile no|mobile number|phone no|phone number|contact|contact no|contact number|cell|cell no|cell phone|tel|telephone|msisdn"),
        ("phone", "মোবাইল|মোবাইল নম্বর|মোবাইল নং|ফোন|ফোন নম্বর|ফোন নং"),
        ("plan", "package|package name|plan name|internet package|service package|tariff"),
        ("plan", "প্যাকেজ|প্যাকেজের নাম|প্যাকেজ নাম|প্ল্যান"),
        ("router", "router name|mikrotik|mikrotik name|nas|nas name|server|server name"),
        ("router", "রাউটার|রাউটারের নাম|মাইক্রোটিক|সার্ভার"),
        ("ppp_name", "ppp|ppp user|ppp username|ppp user name|ppp secret|pppoe|pppoe name|pppoe user|pppoe username|pppoe user name|pppoe id|secret|user|username|user name|user id|login|id/ip"),
        ("ppp_name", "পিপিপি নাম|ppp নাম|ইউজার|ইউজার নেম|ইউজারনেম|ইউজার আইডি"),
        ("activated_on", "activation|activation date|activated|activated date|joined|joined on|joining date|join date|date of joining|connection date|connected on|start date|service began|service start|registration date|installation date"),
        ("activated_on", "সংযোগ চালু|সংযোগের তারিখ|সংযোগ তারিখ|চালুর তারিখ|যোগদানের তারিখ|শুরুর তারিখ"),
        ("bill_from", "billing from|bill start|bill start date|billing start|billing start date|first bill date"),
        ("bill_from", "যেদিন থেকে বিল|বিল শুরু|বিল শুরুর তারিখ"),
        ("opening_balance", "due|dues|total due|current due|previous due|due amount|outstanding|opening due"),
        ("opening_balance", "বকেয়া|মোট বকেয়া|আগের বকেয়া"),
        ("billing", "billing timing|বিল কখন"),
        ("align_day", "billing day|bill day|বিলের দিন"),
        ("lead_days", "days before|কত দিন আগে বিল"),
        ("due_days", "days to pay|পরিশোধের দিন"),
        ("grace_days", "grace|grace period|গ্রেস|বাড়তি দিন"),
        ("price", "own price|custom price|আলাদা দাম"),
        ("discount_percent", "discount %|discount in percent|discount pct|ছাড় %|ছাড় শতাংশ|ছাড় (শতাংশ)"));

    /// <summary>For each name of a file the column of ours, each at most once; null where none is known.</summary>
    public static IReadOnlyList<string?> Of(IReadOnlyList<string> names)
    {
        var guessed = new string?[names.Count];
        HashSet<string> taken = new(StringComparer.Ordinal);
        // Our own names first, wherever they stand: another name for the same must not take their place.
        foreach (var known in new Func<string, string?>[] { Own, OfOthers })
        {
            for (var i = 0; i < guessed.Length; i++)
            {
                if (guessed[i] is null && known(names[i]) is { } column && taken.Add(column))
                {
                    guessed[i] = column;
                }
            }
        }
        return guessed;
    }

    private static string? Own(string name) => TableColumns.Plain(name) is var plain && ImportColumns.All.Contains(plain) ? plain : null;

    private static string? OfOthers(string name) =>
        s_others.GetValueOrDefault(Key(name)) ?? s_others.GetValueOrDefault(Key(InBrackets().Replace(name, "")));

    private static FrozenDictionary<string, string> Others(params (string Column, string Names)[] known) =>
        known.SelectMany(k => k.Names.Split('|').Prepend(k.Column), (k, name) => (Key: Key(name), k.Column))
            .DistinctBy(k => k.Key).ToFrozenDictionary(k => k.Key, k => k.Column, StringComparer.Ordinal);

    /// <summary>Letters, signs of letters and digits alone, small, in one way of composing Bangla; a percent sign is the word.</summary>
    private static string Key(string name) => string.Concat(
        name.Replace("%", "percent", StringComparison.Ordinal).Normalize(NormalizationForm.FormC).ToLowerInvariant()
            .Where(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark));

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex InBrackets();
}
