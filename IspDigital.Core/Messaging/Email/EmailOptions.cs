using Microsoft.Extensions.Options;
using MimeKit;

namespace IspDigital.Core.Messaging.Email;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailTls
{
    /// <summary>Not at all; only for a server on the same machine.</summary>
    None,
    /// <summary>STARTTLS, and nothing is sent without it (port 587).</summary>
    StartTls,
    /// <summary>TLS from the first byte (port 465).</summary>
    OnConnect,
}

/// <summary>How email leaves. Section <c>Messaging:Email</c>; without a host, email is off and messages wait.</summary>
public sealed class EmailOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Messaging:Email";

    /// <summary>The SMTP server; empty for off.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port. Default 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected. Default STARTTLS.</summary>
    public MailTls Tls { get; set; } = MailTls.StartTls;

    /// <summary>User, or empty for a server that asks for none.</summary>
    public string User { get; set; } = "";

    /// <summary>Password.</summary>
    public string Password { get; set; } = "";

    /// <summary>Sender, with or without a name: <c>Star Net &lt;billing@star.net.bd&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>For one message. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages a second at most; 0 for no limit. Default 10.</summary>
    public int PerSecondMax { get; set; } = 10;

    /// <summary>Messages under way at once. Default 2.</summary>
    public int ParallelMax { get; set; } = 2;
}

/// <summary>Stops the host at start with every wrong key.</summary>
internal sealed class EmailOptionsValidator : IValidateOptions<EmailOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        var wrong = new List<string>();
        Check(wrong, nameof(EmailOptions.PerSecondMax), options.PerSecondMax is >= 0 and <= 1000, "must be from 0 (no limit) to 1000");
        Check(wrong, nameof(EmailOptions.ParallelMax), options.ParallelMax is >= 1 and <= 16, "must be from 1 to 16");
        if (options.Host.Length > 0)
        {
            Check(wrong, nameof(EmailOptions.Port), options.Port is > 0 and <= 65535, "must be from 1 to 65535");
            Check(wrong, nameof(EmailOptions.From), MailboxAddress.TryParse(options.From, out var from) && from.Domain.Length > 0, "must be an email address");
            Check(wrong, nameof(EmailOptions.Timeout), options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromSeconds(60), "must be from 1 to 60 seconds");
            Check(wrong, nameof(EmailOptions.Password), options.User.Length == 0 || options.Password.Length > 0, "must not be empty where there is a user");
        }
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void Check(List<string> wrong, string key, bool isRight, string sentence)
    {
        if (!isRight)
        {
            wrong.Add($"{EmailOptions.Section}:{key} {sentence}.");
        }
    }
}
