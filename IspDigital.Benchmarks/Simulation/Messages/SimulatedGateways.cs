using IspDigital.Core.Messaging;

namespace IspDigital.Benchmarks.Simulation.Messages;

/// <summary>A message that a provider took: it is on its way to a phone or a mailbox, whatever the portal knows of it.</summary>
/// <param name="Reference">Which message.</param>
/// <param name="Channel">How.</param>
/// <param name="IsAnswered">Whether the portal heard that it was taken.</param>
internal sealed record TakenMessage(string Reference, Channel Channel, bool IsAnswered);

/// <summary>The SMS gateways and the mail server of a world, and what befalls them: down for hours or days, refusals, silence with and without having taken the message.</summary>
internal sealed class SimulatedGateways(SimulatedWorld world)
{
    private readonly List<TakenMessage> _taken = [];
    private readonly List<string> _untimely = [];

    /// <summary>The SMS gateways in their order.</summary>
    public IReadOnlyList<ISmsGateway> Sms => [First, Second];

    /// <summary>The mail server.</summary>
    public IEmailSender Mail => Mailbox;

    /// <summary>What providers took, in order.</summary>
    public IReadOnlyList<TakenMessage> Taken => _taken;

    /// <summary>What was taken and should not have been sent at that moment.</summary>
    public IReadOnlyList<string> Untimely => _untimely;

    private SimulatedGateway First => field ??= new(this, "First");

    private SimulatedGateway Second => field ??= new(this, "Second");

    private SimulatedMail Mailbox => field ??= new(this);

    /// <summary>What befalls them before the next look at them.</summary>
    public void Befall()
    {
        First.Line.Befall(world, onceIn: 40);
        Second.Line.Befall(world, onceIn: 60);
        Mailbox.Line.Befall(world, onceIn: 50);
    }

    /// <summary>They answer again.</summary>
    public void Heal()
    {
        foreach (var line in new[] { First.Line, Second.Line, Mailbox.Line })
        {
            line.Heal();
        }
    }

    /// <summary>Whether all of them answer.</summary>
    public bool AreWell => First.Line.IsUp && Second.Line.IsUp && Mailbox.Line.IsUp;

    /// <summary>One try at one provider.</summary>
    private async Task<SendOutcome> Try(ProviderLine line, Channel channel, string name, string reference, bool isWrongAddress)
    {
        world.Process.Demand();
        if (!line.IsUp)
        {
            return new SendOutcome.Unreachable(name, "connection refused");
        }
        if (isWrongAddress)
        {
            return new SendOutcome.Refused(name, "no such number", IsFinal: true);
        }
        if (world.Fails(onceIn: 40))
        {
            return new SendOutcome.Refused(name, "try again later", IsFinal: false);
        }
        if (world.Fails(onceIn: 60))
        {
            return new SendOutcome.NoAnswer(name, "timed out, and was not taken");
        }
        if (await ReminderWitness.Look(world, reference) is { } untimely)
        {
            _untimely.Add(untimely);
        }
        var (isSilent, isCutOff) = (world.Fails(onceIn: 60), world.Fails(onceIn: 400));
        _taken.Add(new(reference, channel, IsAnswered: !isSilent && !isCutOff));
        if (isCutOff)
        {
            world.Process.Stop();
            throw new ProcessStoppedException();
        }
        return isSilent ? new SendOutcome.NoAnswer(name, "timed out") : new SendOutcome.Taken(name, $"{name}-{_taken.Count}");
    }

    /// <summary>The way to one provider, up or down.</summary>
    private sealed class ProviderLine
    {
        private DateTimeOffset _downUntil;

        public bool IsUp { get; private set; } = true;

        public void Befall(SimulatedWorld world, int onceIn)
        {
            IsUp |= _downUntil <= world.Clock.Right;
            if (IsUp && world.Fails(onceIn))
            {
                (IsUp, _downUntil) = (false, world.Clock.Right + TimeSpan.FromHours(1 + world.Chance.Next(world.Chance.OnceIn(3) ? 120 : 10)));
            }
        }

        public void Heal() => IsUp = true;
    }

    private sealed class SimulatedGateway(SimulatedGateways all, string name) : ISmsGateway
    {
        public ProviderLine Line { get; } = new();

        public string Name => name;

        public bool TakesReference => false;

        // A number that nobody has, for good.
        public Task<SendOutcome> Send(SmsToSend sms, CancellationToken cancellation) =>
            all.Try(Line, Channel.Sms, name, sms.Reference, isWrongAddress: sms.To.EndsWith("13", StringComparison.Ordinal));
    }

    private sealed class SimulatedMail(SimulatedGateways all) : IEmailSender
    {
        public ProviderLine Line { get; } = new();

        public bool IsConfigured => true;

        public Task<SendOutcome> Send(EmailToSend email, CancellationToken cancellation) => all.Try(Line, Channel.Email, "mail", email.Reference, isWrongAddress: false);
    }
}
