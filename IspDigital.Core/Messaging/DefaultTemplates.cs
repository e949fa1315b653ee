namespace IspDigital.Core.Messaging;

/// <summary>
/// What messages say until the operator finds better words. SMS: English within one GSM part and without <c>৳</c>, which would make
/// it Unicode; Bangla within two parts. They name dates, never "today": a message may be read, or come, a day later. They call the
/// subscriber by code, since a Bangla name would make an English message Unicode.
/// </summary>
public static class DefaultTemplates
{
    private const string SignBn = " {{company}} {{phone}}";
    private const string SignEn = " {{company}} {{phone}}";

    /// <summary>The words of a template.</summary>
    public static TemplateWords Of(TemplateKey key) => (key.Channel, key.Language) switch
    {
        (Channel.Sms, "bn") => new(null, SmsBn(key.Kind) + SignBn),
        (Channel.Sms, _) => new(null, SmsEn(key.Kind) + SignEn),
        (Channel.Email, "bn") => EmailBn(key.Kind),
        (Channel.Email, _) => EmailEn(key.Kind),
    };

    /// <summary>Every template there is.</summary>
    public static IEnumerable<TemplateKey> Keys =>
        from kind in Enum.GetValues<MessageKind>()
        from channel in Enum.GetValues<Channel>()
        from language in new[] { "bn", "en" }
        select new TemplateKey(kind, channel, language);

    private static string SmsBn(MessageKind kind) => kind switch
    {
        MessageKind.ReminderBeforeDue => "গ্রাহক {{code}}, আপনার ইন্টারনেট বিল {{amount}} টাকা। {{dueDate}} তারিখের মধ্যে বিল দিন।",
        MessageKind.ReminderOnDue => "গ্রাহক {{code}}, আপনার ইন্টারনেট বিল {{amount}} টাকা দেওয়ার তারিখ {{dueDate}}। অনুগ্রহ করে বিল দিন।",
        MessageKind.ReminderAfterDue => "গ্রাহক {{code}}, আপনার {{amount}} টাকা বিল বকেয়া। লাইন চালু রাখতে {{lastDay}} এর মধ্যে বিল দিন।",
        MessageKind.FinalNotice => "শেষ নোটিশ: গ্রাহক {{code}}, বকেয়া {{amount}} টাকা। {{lastDay}} এর মধ্যে বিল না দিলে লাইন কাটা হবে।",
        MessageKind.InvoiceIssued => "গ্রাহক {{code}}, {{period}} এর ইন্টারনেট বিল {{amount}} টাকা। দেওয়ার শেষ তারিখ {{dueDate}}।",
        MessageKind.PaymentReceived => "গ্রাহক {{code}}, {{paid}} টাকা পেমেন্ট পেয়েছি, ধন্যবাদ।{{#if balance}} এখনো বকেয়া {{balance}} টাকা।{{/if}}{{#if advance}} অগ্রিম জমা {{advance}} টাকা।{{/if}}",
        MessageKind.Disconnected => "গ্রাহক {{code}}, {{#if balance}}{{balance}} টাকা বকেয়া থাকায় {{/if}}আপনার ইন্টারনেট লাইন বন্ধ করা হয়েছে।{{#if balance}} বিল দিলেই লাইন চালু হবে।{{/if}}",
        MessageKind.Reconnected => "গ্রাহক {{code}}, আপনার ইন্টারনেট লাইন আবার চালু হয়েছে। ধন্যবাদ।",
    };

    private static string SmsEn(MessageKind kind) => kind switch
    {
        MessageKind.ReminderBeforeDue => "Dear customer {{code}}, your internet bill of Tk {{amount}} is due on {{dueDate}}. Please pay in time.",
        MessageKind.ReminderOnDue => "Dear customer {{code}}, {{dueDate}} is the due date of your internet bill of Tk {{amount}}. Please pay.",
        MessageKind.ReminderAfterDue => "Dear customer {{code}}, your bill of Tk {{amount}} is overdue. Pay by {{lastDay}} to keep your line on.",
        MessageKind.FinalNotice => "FINAL NOTICE: customer {{code}}, pay Tk {{amount}} by {{lastDay}} or your line will be cut.",
        MessageKind.InvoiceIssued => "Dear customer {{code}}, your internet bill for {{period}} is Tk {{amount}}. Pay by {{dueDate}}.",
        MessageKind.PaymentReceived => "Customer {{code}}, we got your payment of Tk {{paid}}. Thank you.{{#if balance}} Still due: Tk {{balance}}.{{/if}}{{#if advance}} Advance: Tk {{advance}}.{{/if}}",
        MessageKind.Disconnected => "Customer {{code}}, your internet line is off{{#if balance}}: Tk {{balance}} is due. Pay and it comes back at once{{/if}}.",
        MessageKind.Reconnected => "Customer {{code}}, your internet line is on again. Thank you.",
    };

    private static TemplateWords EmailBn(MessageKind kind) => kind switch
    {
        MessageKind.ReminderBeforeDue => Bn("{{dueDate}} তারিখে আপনার ইন্টারনেট বিল দেওয়ার দিন",
            "আপনার {{period}} সময়ের ইন্টারনেট বিল {{amount}} টাকা (বিল নম্বর {{invoice}})। বিল দেওয়ার তারিখ {{dueDate}}।\n\nইতিমধ্যে বিল দিয়ে থাকলে এই বার্তা উপেক্ষা করুন।"),
        MessageKind.ReminderOnDue => Bn("ইন্টারনেট বিল দেওয়ার তারিখ {{dueDate}}",
            "আপনার {{amount}} টাকা ইন্টারনেট বিল (নম্বর {{invoice}}) দেওয়ার তারিখ {{dueDate}}। অনুগ্রহ করে বিল পরিশোধ করুন।"),
        MessageKind.ReminderAfterDue => Bn("আপনার ইন্টারনেট বিল বকেয়া আছে",
            "আপনার বিল নম্বর {{invoice}} এর {{amount}} টাকা বকেয়া; দেওয়ার তারিখ ছিল {{dueDate}}।\n\nলাইন চালু রাখতে {{lastDay}} এর মধ্যে বিল দিন।"),
        MessageKind.FinalNotice => Bn("শেষ নোটিশ: {{lastDay}} এর পর লাইন কাটা হবে",
            "আপনার বিল নম্বর {{invoice}} এর {{amount}} টাকা এখনো বকেয়া।\n\n{{lastDay}} এর মধ্যে বিল না দিলে আপনার ইন্টারনেট লাইন কাটা হবে। বিল দিলেই লাইন আবার চালু হবে।"),
        MessageKind.InvoiceIssued => Bn("ইন্টারনেট বিল {{invoice}}: {{amount}} টাকা",
            "আপনার {{period}} সময়ের ইন্টারনেট বিল তৈরি হয়েছে।\n\nবিল নম্বর: {{invoice}}\nপরিমাণ: {{amount}} টাকা\nদেওয়ার তারিখ: {{dueDate}}"),
        MessageKind.PaymentReceived => Bn("{{paid}} টাকা পেমেন্ট পেয়েছি",
            "আমরা আপনার {{paid}} টাকা পেমেন্ট পেয়েছি। ধন্যবাদ।{{#if balance}}\n\nএখনো বকেয়া {{balance}} টাকা।{{/if}}{{#if advance}}\n\nঅগ্রিম জমা {{advance}} টাকা।{{/if}}"),
        MessageKind.Disconnected => Bn("আপনার ইন্টারনেট লাইন বন্ধ করা হয়েছে",
            "আপনার ইন্টারনেট লাইন বন্ধ করা হয়েছে।{{#if balance}}\n\nবকেয়া {{balance}} টাকা। বিল দিলেই লাইন আবার চালু হবে।{{/if}}"),
        MessageKind.Reconnected => Bn("আপনার ইন্টারনেট লাইন চালু হয়েছে", "আপনার ইন্টারনেট লাইন আবার চালু হয়েছে। আমাদের সাথে থাকার জন্য ধন্যবাদ।"),
    };

    private static TemplateWords EmailEn(MessageKind kind) => kind switch
    {
        MessageKind.ReminderBeforeDue => En("Your internet bill is due on {{dueDate}}",
            "Your internet bill for {{period}} is ৳ {{amount}} (invoice {{invoice}}). It is due on {{dueDate}}.\n\nIf you have paid already, please ignore this message."),
        MessageKind.ReminderOnDue => En("Internet bill due on {{dueDate}}",
            "{{dueDate}} is the due date of your internet bill of ৳ {{amount}} (invoice {{invoice}}). Please pay."),
        MessageKind.ReminderAfterDue => En("Your internet bill is overdue",
            "৳ {{amount}} of invoice {{invoice}} is overdue; it was due on {{dueDate}}.\n\nPlease pay by {{lastDay}} to keep your line on."),
        MessageKind.FinalNotice => En("Final notice: your line will be cut after {{lastDay}}",
            "৳ {{amount}} of invoice {{invoice}} is still not paid.\n\nWithout payment by {{lastDay}} your internet line will be cut. It comes back as soon as you pay."),
        MessageKind.InvoiceIssued => En("Internet bill {{invoice}}: ৳ {{amount}}",
            "Your internet bill for {{period}} is ready.\n\nInvoice: {{invoice}}\nAmount: ৳ {{amount}}\nDue date: {{dueDate}}"),
        MessageKind.PaymentReceived => En("We received your payment of ৳ {{paid}}",
            "We received your payment of ৳ {{paid}}. Thank you.{{#if balance}}\n\nStill due: ৳ {{balance}}.{{/if}}{{#if advance}}\n\nPaid in advance: ৳ {{advance}}.{{/if}}"),
        MessageKind.Disconnected => En("Your internet line is off",
            "Your internet line has been switched off.{{#if balance}}\n\n৳ {{balance}} is due. Your line comes back as soon as you pay.{{/if}}"),
        MessageKind.Reconnected => En("Your internet line is on again", "Your internet line is on again. Thank you for staying with us."),
    };

    private static TemplateWords Bn(string subject, string text) => new(subject, "প্রিয় {{name}} (গ্রাহক আইডি {{code}}),\n\n" + text);

    private static TemplateWords En(string subject, string text) => new(subject, "Dear {{name}} (customer id {{code}}),\n\n" + text);
}
