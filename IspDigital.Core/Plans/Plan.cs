using IspDigital.Core.Primitives;

namespace IspDigital.Core.Plans;

/// <summary>What is sold (a package): a speed at a price.</summary>
public sealed class Plan
{
    private readonly List<PlanPrice> _prices = [];

    private Plan()
    {
    }

    /// <summary>A new plan with its first price.</summary>
    public Plan(string name, SpeedProfile speed, DateOnly priceFrom, Money price)
    {
        Name = name;
        Speed = speed;
        SetPrice(priceFrom, price);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Name on invoices; unique.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Speed and router profile.</summary>
    public SpeedProfile Speed { get; private set; } = new(0, 0, "");

    /// <summary>The tax that applies, or null for none.</summary>
    public long? TaxId { get; private set; }

    /// <summary>What this plan sets differently from the operator.</summary>
    public BillingTermsOverride Terms { get; private set; } = new();

    /// <summary>Whether new subscribers may take it.</summary>
    public bool IsOffered { get; private set; } = true;

    /// <summary>Prices, each from a date.</summary>
    public IReadOnlyList<PlanPrice> Prices => _prices;

    /// <summary>The price on a day, or null before the first.</summary>
    public Money? PriceOn(DateOnly day) => _prices.Where(p => p.From <= day).OrderByDescending(p => p.From).FirstOrDefault()?.Price;

    /// <summary>Changes what is shown and sold.</summary>
    public void Describe(string name, SpeedProfile speed, long? taxId, BillingTermsOverride terms, bool isOffered) =>
        (Name, Speed, TaxId, Terms, IsOffered) = (name, speed, taxId, terms, isOffered);

    /// <summary>Sets the price from a day on; periods that start earlier keep theirs.</summary>
    public void SetPrice(DateOnly from, Money price)
    {
        _prices.RemoveAll(p => p.From == from);
        _prices.Add(new PlanPrice(from, price));
    }
}

/// <summary>A price from a day on, per billing cycle of one month or as the plan's cycle says, before tax rules.</summary>
public sealed class PlanPrice
{
    private PlanPrice()
    {
    }

    /// <summary>A price from a day on.</summary>
    public PlanPrice(DateOnly from, Money price) => (From, Price) = (from, price);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The plan.</summary>
    public long PlanId { get; private set; }

    /// <summary>First day it holds.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Price of one full period.</summary>
    public Money Price { get; private set; }
}

/// <summary>Speed and the router's name for it.</summary>
/// <param name="DownloadBps">To the subscriber, bit/s.</param>
/// <param name="UploadBps">From the subscriber, bit/s.</param>
/// <param name="RouterProfile">PPP profile on the routers.</param>
public sealed record SpeedProfile(long DownloadBps, long UploadBps, string RouterProfile);

/// <summary>Whether the price holds the tax or the tax is added.</summary>
public enum TaxMode
{
    /// <summary>Added on top of the price.</summary>
    Exclusive,
    /// <summary>Inside the price.</summary>
    Inclusive,
}

/// <summary>A tax, with rates that come and go by date (a 10% duty once lasted 13 days).</summary>
public sealed class Tax
{
    private readonly List<TaxRate> _rates = [];

    private Tax()
    {
    }

    /// <summary>A tax with its first rate.</summary>
    public Tax(string name, TaxMode mode, DateOnly from, int rateBasisPoints)
    {
        (Name, Mode) = (name, mode);
        SetRate(from, rateBasisPoints);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Its name in lists and choices, for example <c>VAT 5%</c>; unique. Papers call every tax VAT.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Inclusive or exclusive.</summary>
    public TaxMode Mode { get; private set; }

    /// <summary>Rates, each from a date.</summary>
    public IReadOnlyList<TaxRate> Rates => _rates;

    /// <summary>The rate on a day in basis points (500 = 5%); zero before the first.</summary>
    public int RateOn(DateOnly day) => _rates.Where(r => r.From <= day).OrderByDescending(r => r.From).FirstOrDefault()?.BasisPoints ?? 0;

    /// <summary>Sets the rate from a day on.</summary>
    public void SetRate(DateOnly from, int basisPoints)
    {
        _rates.RemoveAll(r => r.From == from);
        _rates.Add(new TaxRate(from, basisPoints));
    }
}

/// <summary>A tax rate from a day on.</summary>
public sealed class TaxRate
{
    private TaxRate()
    {
    }

    /// <summary>A rate from a day on.</summary>
    public TaxRate(DateOnly from, int basisPoints) => (From, BasisPoints) = (from, basisPoints);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The tax.</summary>
    public long TaxId { get; private set; }

    /// <summary>First day it holds.</summary>
    public DateOnly From { get; private set; }

    /// <summary>500 = 5%.</summary>
    public int BasisPoints { get; private set; }
}
