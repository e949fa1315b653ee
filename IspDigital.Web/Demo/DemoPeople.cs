using IspDigital.Core.Subscribers;

namespace IspDigital.Web.Demo;

/// <summary>Invented people of a demo ISP in Dhaka and around it; the same for the same index, so that every demo looks alike.</summary>
internal static class DemoPeople
{
    private static readonly (string Bangla, string Latin)[] s_firstNames =
    [
        ("মোহাম্মদ", "Mohammad"), ("আব্দুল", "Abdul"), ("রহিম", "Rahim"), ("করিম", "Karim"), ("ফাতেমা", "Fatema"), ("আয়েশা", "Ayesha"),
        ("তানভীর", "Tanvir"), ("নুসরাত", "Nusrat"), ("শারমিন", "Sharmin"), ("জাহিদ", "Zahid"), ("মাহমুদা", "Mahmuda"), ("রাশেদ", "Rashed"),
        ("সাবরিনা", "Sabrina"), ("ইমরান", "Imran"), ("সুমাইয়া", "Sumaiya"), ("আরিফ", "Arif"), ("নাজমুল", "Nazmul"), ("রুমানা", "Rumana"),
        ("শফিকুল", "Shafiqul"), ("তাসনিম", "Tasnim"), ("মিজানুর", "Mizanur"), ("পারভীন", "Parvin"), ("সজীব", "Sajib"), ("মৌসুমী", "Mousumi"),
        ("দীপক", "Dipak"), ("অনন্যা", "Ananya"), ("সুব্রত", "Subrata"), ("রীতা", "Rita"),
    ];

    private static readonly (string Bangla, string Latin)[] s_lastNames =
    [
        ("রহমান", "Rahman"), ("হোসেন", "Hossain"), ("ইসলাম", "Islam"), ("আহমেদ", "Ahmed"), ("চৌধুরী", "Chowdhury"), ("খাতুন", "Khatun"),
        ("আক্তার", "Akter"), ("মিয়া", "Mia"), ("সরকার", "Sarkar"), ("তালুকদার", "Talukder"), ("ভূঁইয়া", "Bhuiyan"), ("মজুমদার", "Majumder"),
        ("দাস", "Das"), ("সাহা", "Saha"), ("কাজী", "Kazi"), ("শেখ", "Sheikh"), ("পাটোয়ারী", "Patwary"),
    ];

    private static readonly (string District, string Thana, string Area)[] s_places =
    [
        ("Dhaka", "Mirpur", "Mirpur 10"), ("Dhaka", "Mirpur", "Kazipara"), ("Dhaka", "Pallabi", "Pallabi"),
        ("Dhaka", "Mohammadpur", "Shyamoli"), ("Dhaka", "Mohammadpur", "Tajmahal Road"), ("Dhaka", "Badda", "Middle Badda"),
        ("Dhaka", "Uttara", "Sector 11"), ("Dhaka", "Jatrabari", "Dhania"), ("Dhaka", "Khilgaon", "Taltola"),
        ("Gazipur", "Tongi", "Station Road"), ("Gazipur", "Gazipur Sadar", "Joydebpur"), ("Narayanganj", "Siddhirganj", "Chittagong Road"),
    ];

    /// <summary>Name of the person with that number, two of three in Bangla.</summary>
    public static string Name(int number)
    {
        var first = s_firstNames[number % s_firstNames.Length];
        var last = s_lastNames[number * 5 % s_lastNames.Length];
        return IsBangla(number) ? $"{first.Bangla} {last.Bangla}" : $"{first.Latin} {last.Latin}";
    }

    /// <summary>Language of the person with that number.</summary>
    public static string Language(int number) => IsBangla(number) ? "bn" : "en";

    /// <summary>A mobile number that is nobody's: the range of the demo counts up from 01700-100000.</summary>
    public static string Phone(int number) => $"88017001{number:00000}";

    /// <summary>An address at a reserved example domain for every second person.</summary>
    public static string? Email(int number) => number % 2 == 0 ? $"subscriber{number:0000}@example.com" : null;

    /// <summary>Where the line ends.</summary>
    public static Address Address(int number)
    {
        var (district, thana, area) = s_places[number * 7 % s_places.Length];
        return new Address
        {
            Division = "Dhaka",
            District = district,
            Thana = thana,
            Area = area,
            Line = $"House {(number * 13 % 90) + 1}, Road {(number * 3 % 17) + 1}",
        };
    }

    private static bool IsBangla(int number) => number % 3 != 0;
}
