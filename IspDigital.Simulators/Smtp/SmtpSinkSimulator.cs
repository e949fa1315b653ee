using System.Net;
using System.Net.Sockets;

namespace IspDigital.Simulators.Smtp;

/// <summary>How a simulated mail server is set up.</summary>
public sealed record SmtpSinkOptions
{
    /// <summary>TCP port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where set, a sender must sign in with this name and <see cref="Password"/>; else any sign-in is accepted and none is needed.</summary>
    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>Largest mail in bytes, announced by SIZE.</summary>
    public int LargestMail { get; init; } = 10 * 1024 * 1024;
}

/// <summary>A mail server on loopback that keeps every mail and delivers none. Everything may be called from any thread.</summary>
public sealed class SmtpSinkSimulator : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedMail> _mails = [];
    private readonly List<SmtpFault> _faults = [];
    private readonly HashSet<string> _rejected = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<SmtpConversation> _open = [];
    private readonly ChangeSignal _signal = new();
    private readonly TimeProvider _time;
    private readonly TcpListener _listener;
    private readonly Task _accepting;

    private SmtpSinkSimulator(SmtpSinkOptions options, TimeProvider time)
    {
        Options = options;
        _time = time;
        _listener = new TcpListener(IPAddress.Loopback, options.Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(Accept);
    }

    public int Port { get; }

    /// <summary>Every mail, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails
    {
        get
        {
            lock (_gate)
            {
                return [.. _mails];
            }
        }
    }

    internal SmtpSinkOptions Options { get; }

    public static Task<SmtpSinkSimulator> Start(SmtpSinkOptions? options = null, TimeProvider? time = null) =>
        Task.FromResult(new SmtpSinkSimulator(options ?? new SmtpSinkOptions(), time ?? TimeProvider.System));

    /// <summary>Mails to one address.</summary>
    public IReadOnlyList<ReceivedMail> To(string address) =>
        [.. Mails.Where(mail => mail.Recipients.Contains(address, StringComparer.OrdinalIgnoreCase))];

    /// <summary>The next mails meet the fault.</summary>
    public void OnNext(SmtpFault fault, int times = 1)
    {
        lock (_gate)
        {
            _faults.AddRange(Enumerable.Repeat(fault, times));
        }
    }

    /// <summary>That recipient is refused from now on (550).</summary>
    public void Reject(string address)
    {
        lock (_gate)
        {
            _rejected.Add(address);
        }
    }

    public void ClearFaults()
    {
        lock (_gate)
        {
            _faults.Clear();
            _rejected.Clear();
        }
    }

    /// <summary>Waits, without polling, until the condition holds: it is looked at after every mail.</summary>
    /// <exception cref="TimeoutException">It did not hold within the time (10 s where none is given).</exception>
    public Task WaitUntil(Func<SmtpSinkSimulator, bool> holds, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        _signal.Until(() => holds(this), timeout ?? TimeSpan.FromSeconds(10), cancellation);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        SmtpConversation[] open;
        lock (_gate)
        {
            open = [.. _open];
        }

        foreach (var conversation in open)
        {
            conversation.Dispose();
        }
    }

    internal bool IsRejected(string recipient)
    {
        lock (_gate)
        {
            return _rejected.Contains(recipient);
        }
    }

    internal T? TakeFault<T>()
        where T : SmtpFault
    {
        lock (_gate)
        {
            var fault = _faults.OfType<T>().FirstOrDefault();
            if (fault is not null)
            {
                _faults.Remove(fault);
            }

            return fault;
        }
    }

    internal void Keep(string from, IReadOnlyList<string> recipients, byte[] raw)
    {
        using var bytes = new MemoryStream(raw, writable: false);
        var mail = new ReceivedMail(from, recipients, _time.GetUtcNow(), MimeKit.MimeMessage.Load(bytes), raw);
        lock (_gate)
        {
            _mails.Add(mail);
        }

        _signal.Raise();
    }

    private async Task Accept()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped listening.
                return;
            }

            _ = Converse(socket);
        }
    }

    private async Task Converse(Socket socket)
    {
        using var conversation = new SmtpConversation(this, socket);
        lock (_gate)
        {
            _open.Add(conversation);
        }

        try
        {
            await conversation.Run();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The sender left in the middle, or the server stops.
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(conversation);
            }
        }
    }
}
