using System.Collections.Concurrent;
using IspDigital.Core.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>A gateway that takes every message and keeps it, unless it was told to do otherwise.</summary>
public sealed class RecordingSms(string name = "recording", bool takesReference = false) : ISmsGateway
{
    private readonly ConcurrentQueue<SmsToSend> _sent = new();
    private int _tries;

    public string Name => name;

    public bool TakesReference => takesReference;

    /// <summary>What it does with a message, in place of taking it; null takes it.</summary>
    public Func<SmsToSend, Task<SendOutcome?>>? Instead { get; set; }

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<SmsToSend> Sent => [.. _sent];

    /// <summary>How often it was asked.</summary>
    public int Tries => Volatile.Read(ref _tries);

    public async Task<SendOutcome> Send(SmsToSend sms, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _tries);
        if (Instead is { } instead && await instead(sms) is { } outcome)
        {
            return outcome;
        }
        _sent.Enqueue(sms);
        return new SendOutcome.Taken(name, $"{name}-{_sent.Count}");
    }
}

/// <summary>A mail server that takes every message and keeps it.</summary>
public sealed class RecordingEmail : IEmailSender
{
    private readonly ConcurrentQueue<EmailToSend> _sent = new();

    public bool IsConfigured { get; set; } = true;

    public IReadOnlyList<EmailToSend> Sent => [.. _sent];

    public Task<SendOutcome> Send(EmailToSend email, CancellationToken cancellation)
    {
        _sent.Enqueue(email);
        return Task.FromResult<SendOutcome>(new SendOutcome.Taken("recording mail", $"mail-{_sent.Count}"));
    }
}

/// <summary>Puts the recording ways out in place of the real ones, without a pace.</summary>
public static class RecordingWaysOut
{
    /// <summary>For <see cref="TestPortal.Start"/>.</summary>
    public static IServiceCollection UseRecording(this IServiceCollection services, RecordingEmail? email, params RecordingSms[] sms)
    {
        services.AddSingleton<IReadOnlyList<ISmsGateway>>([.. sms]);
        if (email is not null)
        {
            services.AddSingleton<IEmailSender>(email);
        }
        return services;
    }
}
