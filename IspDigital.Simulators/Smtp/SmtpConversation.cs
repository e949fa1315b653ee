using System.Net.Sockets;
using System.Text;

namespace IspDigital.Simulators.Smtp;

/// <summary>
/// One sender's connection. Lines are bytes up to CRLF; whatever a pipelining sender has sent ahead waits in the buffer,
/// and answers leave when it is empty.
/// </summary>
internal sealed class SmtpConversation : IDisposable
{
    private readonly SmtpSinkSimulator _sink;
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly StringBuilder _answers = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly List<string> _recipients = [];
    private int _at;
    private int _filled;
    private string? _from;
    private bool _signedIn;
    private bool _over;

    public SmtpConversation(SmtpSinkSimulator sink, Socket socket)
    {
        _sink = sink;
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: false);
    }

    public async Task Run()
    {
        Answer("220 simulator.localhost ESMTP");
        while (!_over && await ReadLine() is { } bytes)
        {
            var line = Encoding.UTF8.GetString(bytes);
            var cut = line.IndexOf(' ', StringComparison.Ordinal);
            var verb = (cut < 0 ? line : line[..cut]).ToUpperInvariant();
            await Obey(verb, cut < 0 ? "" : line[(cut + 1)..].Trim());
        }

        await Send();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task Obey(string verb, string rest)
    {
        switch (verb)
        {
            case "EHLO":
                Reset();
                Answer($"250-simulator.localhost\r\n250-PIPELINING\r\n250-SIZE {_sink.Options.LargestMail}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN");
                break;
            case "HELO":
                Reset();
                Answer("250 simulator.localhost");
                break;
            case "AUTH":
                await Authenticate(rest);
                break;
            case "MAIL":
                Mail(rest);
                break;
            case "RCPT":
                Recipient(rest);
                break;
            case "DATA":
                await Data();
                break;
            case "RSET":
                Reset();
                Answer("250 2.0.0 Ok");
                break;
            case "NOOP":
                Answer("250 2.0.0 Ok");
                break;
            case "QUIT":
                _over = true;
                Answer("221 2.0.0 Bye");
                break;
            default:
                Answer("502 5.5.1 Command not implemented");
                break;
        }
    }

    private async Task Authenticate(string rest)
    {
        var words = rest.Split(' ', 2);
        string name;
        string password;
        switch (words[0].ToUpperInvariant())
        {
            case "PLAIN":
                var plain = Decode(words.Length > 1 ? words[1] : await Ask("")).Split('\0');
                (name, password) = plain is [_, var user, var secret] ? (user, secret) : ("", "");
                break;
            case "LOGIN":
                name = Decode(words.Length > 1 ? words[1] : await Ask("VXNlcm5hbWU6"));
                password = Decode(await Ask("UGFzc3dvcmQ6"));
                break;
            default:
                Answer("504 5.5.4 Mechanism not known");
                return;
        }

        _signedIn = _sink.Options.UserName is null || (name == _sink.Options.UserName && password == _sink.Options.Password);
        Answer(_signedIn ? "235 2.7.0 Accepted" : "535 5.7.8 Authentication credentials invalid");
    }

    private async Task<string> Ask(string prompt)
    {
        Answer("334 " + prompt);
        return Encoding.ASCII.GetString(await ReadLine() ?? []);
    }

    private static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    private void Mail(string rest)
    {
        var size = rest.Split(' ').Select(each => each.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase) && long.TryParse(each.AsSpan(5), out var bytes) ? bytes : 0).Max();
        if (_sink.Options.UserName is not null && !_signedIn)
        {
            Answer("530 5.7.0 Authentication required");
        }
        else if (Address(rest, "FROM:") is not { } from)
        {
            Answer("501 5.5.4 Syntax: MAIL FROM:<address>");
        }
        else if (size > _sink.Options.LargestMail)
        {
            Answer("552 5.3.4 Message too large");
        }
        else
        {
            Reset();
            _from = from;
            Answer("250 2.1.0 Ok");
        }
    }

    private void Recipient(string rest)
    {
        if (_from is null)
        {
            Answer("503 5.5.1 MAIL first");
        }
        else if (Address(rest, "TO:") is not { Length: > 0 } to)
        {
            Answer("501 5.5.4 Syntax: RCPT TO:<address>");
        }
        else if (_sink.TakeFault<SmtpFault.Reply>() is { } fault)
        {
            Answer(fault.Line);
        }
        else if (_sink.IsRejected(to))
        {
            Answer("550 5.1.1 No such user here");
        }
        else
        {
            _recipients.Add(to);
            Answer("250 2.1.5 Ok");
        }
    }

    private async Task Data()
    {
        if (_recipients.Count == 0)
        {
            Answer("503 5.5.1 RCPT first");
            return;
        }

        Answer("354 End data with <CR><LF>.<CR><LF>");
        var drop = _sink.TakeFault<SmtpFault.Drop>();
        if (drop is { Keeps: false })
        {
            await ReadLine();
            Drop();
            return;
        }

        if (await ReadData() is not { } raw)
        {
            _over = true;
            return;
        }

        if (raw.Length > _sink.Options.LargestMail)
        {
            Answer("552 5.3.4 Message too large");
        }
        else
        {
            _sink.Keep(_from!, [.. _recipients], raw);
            Answer("250 2.0.0 Kept");
        }

        if (drop is not null)
        {
            Drop();
        }

        Reset();
    }

    /// <summary>Everything up to the line with a lone dot; a dot that was doubled for the way is single again.</summary>
    private async Task<byte[]?> ReadData()
    {
        using var data = new MemoryStream();
        while (await ReadLine() is { } line)
        {
            if (line is [(byte)'.'])
            {
                return data.ToArray();
            }

            data.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            data.Write("\r\n"u8);
        }

        return null;
    }

    private static string? Address(string rest, string keyword)
    {
        if (!rest.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var open = rest.IndexOf('<', StringComparison.Ordinal);
        var close = rest.IndexOf('>', StringComparison.Ordinal);
        return open >= 0 && close > open ? rest[(open + 1)..close] : null;
    }

    private void Reset()
    {
        _from = null;
        _recipients.Clear();
    }

    private void Drop()
    {
        _answers.Clear();
        _over = true;
        _socket.LingerState = new LingerOption(true, 0);
    }

    private void Answer(string line) => _answers.Append(line).Append("\r\n");

    private async Task Send()
    {
        if (_answers.Length > 0)
        {
            var bytes = Encoding.UTF8.GetBytes(_answers.ToString());
            _answers.Clear();
            await _stream.WriteAsync(bytes);
        }
    }

    /// <summary>The next line without its CRLF; null where the sender has left.</summary>
    private async Task<byte[]?> ReadLine()
    {
        using var line = new MemoryStream();
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _at, _filled - _at);
            if (end >= 0)
            {
                line.Write(_buffer, _at, end - _at);
                _at = end + 1;
                var whole = line.ToArray();
                return whole is [.. var text, (byte)'\r'] ? text : whole;
            }

            line.Write(_buffer, _at, _filled - _at);
            await Send();
            _at = 0;
            _filled = await _stream.ReadAsync(_buffer);
            if (_filled == 0)
            {
                return null;
            }
        }
    }
}
