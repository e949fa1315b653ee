using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IspDigital.Benchmarks.Lists;

/// <summary>
/// Fills an empty, migrated SQLite file with the rows of an ISP after some months, set by set, past the product's code: names in
/// Bangla and Latin, plans, areas and routers, one invoice a month for everybody, paid, part-paid, open and void, with lines,
/// payments, allocations and a balanced journal. The same numbers give the same rows.
/// </summary>
public static partial class ListSeed
{
    private static readonly string[] s_first =
    [
        "Md.", "Mohammad", "Abdul", "Abdur", "Abu", "Kazi", "Sheikh", "Syed", "Mst.", "Mosammat", "Shamim", "Rafiq", "Nasir", "Jahanara", "Farhana",
        "মো.", "মোহাম্মদ", "আব্দুল", "আবু", "কাজী", "শেখ", "সৈয়দ", "মোসাম্মৎ", "রফিক", "নাসির", "শামীম", "ফারহানা", "জাহানারা", "সুমাইয়া", "তানভীর",
    ];

    private static readonly string[] s_middle =
    [
        "Rahim", "Karim", "Jabbar", "Salam", "Barkat", "Kamal", "Jamal", "Selim", "Faruk", "Anwar", "Delwar", "Mizan", "Habib", "Tariq", "Imran", "Nazmul", "Sohel", "Rubel", "Parvez", "Masud",
        "রহিম", "করিম", "জব্বার", "সালাম", "বরকত", "কামাল", "জামাল", "সেলিম", "ফারুক", "আনোয়ার", "দেলোয়ার", "মিজান", "হাবিব", "তারিক", "ইমরান", "নাজমুল", "সোহেল", "রুবেল", "পারভেজ", "মাসুদ",
    ];

    private static readonly string[] s_last =
    [
        "Uddin", "Ahmed", "Hossain", "Islam", "Rahman", "Khan", "Chowdhury", "Miah", "Sarkar", "Talukder", "Bhuiyan", "Mollah", "Akter", "Begum", "Khatun", "Sultana", "Haque", "Alam", "Biswas", "Das",
        "উদ্দিন", "আহমেদ", "হোসেন", "ইসলাম", "রহমান", "খান", "চৌধুরী", "মিয়া", "সরকার", "তালুকদার", "ভূঁইয়া", "মোল্লা", "আক্তার", "বেগম", "খাতুন", "সুলতানা", "হক", "আলম", "বিশ্বাস", "দাস",
    ];

    private static readonly string[] s_areas =
    [
        "Mirpur", "Uttara", "Dhanmondi", "Mohammadpur", "Banani", "Gulshan", "Badda", "Rampura", "Khilgaon", "Basabo", "Motijheel", "Paltan", "Shahbag", "Lalbagh", "Jatrabari",
        "মিরপুর ১০", "উত্তরা ৬", "ধানমন্ডি ২৭", "শ্যামলী", "কল্যাণপুর", "গাবতলী", "আদাবর", "তেজগাঁও", "ফার্মগেট", "মগবাজার", "মালিবাগ", "শান্তিনগর", "ওয়ারী", "সূত্রাপুর", "কেরানীগঞ্জ",
    ];

    /// <summary>Fills the file. <paramref name="today"/> is the last day on which something was issued.</summary>
    public static void Fill(string file, int subscribers, int months, DateOnly today)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-300000; PRAGMA temp_store=MEMORY;");
        Words(connection);
        Dictionary<string, object> facts = new()
        {
            ["$subscribers"] = subscribers, ["$months"] = months, ["$today"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["$firsts"] = s_first.Length, ["$middles"] = s_middle.Length, ["$lasts"] = s_last.Length, ["$areas"] = s_areas.Length,
        };
        foreach (var statement in s_statements)
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statement;
            foreach (var (name, value) in facts.Where(f => statement.Contains(f.Key, StringComparison.Ordinal)))
            {
                command.Parameters.AddWithValue(name, value);
            }
            command.ExecuteNonQuery();
            transaction.Commit();
        }
        Execute(connection, "DROP TABLE SeedInvoices; DROP TABLE SeedWords; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private static void Words(SqliteConnection connection)
    {
        Execute(connection, "CREATE TABLE SeedWords (Kind TEXT NOT NULL, N INTEGER NOT NULL, Word TEXT NOT NULL, PRIMARY KEY (Kind, N)) WITHOUT ROWID");
        using var transaction = connection.BeginTransaction();
        foreach (var (kind, words) in new[] { ("first", s_first), ("middle", s_middle), ("last", s_last), ("area", s_areas) })
        {
            for (var i = 0; i < words.Length; i++)
            {
                using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "INSERT INTO SeedWords VALUES ($kind, $n, $word)";
                command.Parameters.AddWithValue("$kind", kind);
                command.Parameters.AddWithValue("$n", i);
                command.Parameters.AddWithValue("$word", words[i]);
                command.ExecuteNonQuery();
            }
        }
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
