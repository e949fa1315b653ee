namespace IspDigital.Simulators.RouterOs;

/// <summary>Whether a fault strikes before the command was carried out, or after it and before the answer.</summary>
public enum FaultMoment
{
    BeforeApplying,
    AfterApplying,
}

/// <summary>Something that goes wrong with one command.</summary>
public abstract record RouterFault
{
    private RouterFault()
    {
    }

    public FaultMoment Moment { get; private init; }

    /// <summary>The connection ends in good order (FIN) without an answer.</summary>
    public static RouterFault Close(FaultMoment moment = FaultMoment.BeforeApplying) => new Closing(Abrupt: false) { Moment = moment };

    /// <summary>The connection is reset (RST) without an answer.</summary>
    public static RouterFault Reset(FaultMoment moment = FaultMoment.BeforeApplying) => new Closing(Abrupt: true) { Moment = moment };

    /// <summary>No answer ever comes; the connection stays open and other commands on it go on.</summary>
    public static RouterFault Silence(FaultMoment moment = FaultMoment.BeforeApplying) => new Silent { Moment = moment };

    /// <summary>The router reboots: every connection is reset, every session ends, nothing listens for that long.</summary>
    public static RouterFault Reboot(TimeSpan downFor, FaultMoment moment = FaultMoment.BeforeApplying) => new Rebooting(downFor) { Moment = moment };

    /// <summary><c>!fatal</c> with a bare word, no <c>!done</c>, then the end of the connection.</summary>
    public static RouterFault Fatal(string reason = "out of memory", FaultMoment moment = FaultMoment.BeforeApplying) =>
        new Dying(reason) { Moment = moment };

    /// <summary>The answer is late.</summary>
    public static RouterFault Delay(TimeSpan time, FaultMoment moment = FaultMoment.BeforeApplying) => new Late(time) { Moment = moment };

    /// <summary>Each row of the answer is late; commands on other tags overtake it.</summary>
    public static RouterFault SlowRows(TimeSpan eachRow) => new Dripping(eachRow) { Moment = FaultMoment.AfterApplying };

    /// <summary>Refused with these messages, one <c>!trap</c> each, then <c>!done</c>.</summary>
    public static RouterFault Trap(params string[] messages) => new Refusing(messages) { Moment = FaultMoment.BeforeApplying };

    /// <summary>Half of the answer's bytes arrive, then the connection ends.</summary>
    public static RouterFault HalfAnAnswer() => new Halving { Moment = FaultMoment.AfterApplying };

    internal sealed record Closing(bool Abrupt) : RouterFault;

    internal sealed record Silent : RouterFault;

    internal sealed record Rebooting(TimeSpan DownFor) : RouterFault;

    internal sealed record Dying(string Reason) : RouterFault;

    internal sealed record Late(TimeSpan Time) : RouterFault;

    internal sealed record Dripping(TimeSpan EachRow) : RouterFault;

    internal sealed record Refusing(IReadOnlyList<string> Messages) : RouterFault;

    internal sealed record Halving : RouterFault;
}
