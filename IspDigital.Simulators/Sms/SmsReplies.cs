using System.Globalization;

namespace IspDigital.Simulators.Sms;

/// <summary>The replies of two gateways in use in Bangladesh; both say no with HTTP 200.</summary>
internal static class SmsReplies
{
    /// <summary>BulkSMSBD: <c>response_code</c> 202 is success.</summary>
    public static object BulkSmsBd(SmsRefusal refusal, long id) => refusal switch
    {
        SmsRefusal.None => new { response_code = 202, message_id = id, success_message = "SMS Submitted Successfully", error_message = "" },
        SmsRefusal.BadKey => BulkError(1011, "User Id not found/API key is invalid"),
        SmsRefusal.Incomplete => BulkError(1003, "Please Required all fields/Contact Your System Administrator"),
        SmsRefusal.BadNumber => BulkError(1001, "Invalid Number"),
        SmsRefusal.NoBalance => BulkError(1007, "Balance Insufficient"),
        _ => throw new InvalidOperationException(refusal.ToString()),
    };

    /// <summary>Alpha SMS: <c>error</c> 0 is success.</summary>
    public static object Alpha(SmsRefusal refusal, long id) => refusal switch
    {
        SmsRefusal.None => new { error = 0, msg = "Request successfully submitted", data = new { request_id = id } },
        SmsRefusal.BadKey => new { error = 405, msg = "Authorization required" },
        SmsRefusal.Incomplete => new { error = 400, msg = "Missing or invalid parameter" },
        SmsRefusal.BadNumber => new { error = 416, msg = "No valid number found" },
        SmsRefusal.NoBalance => new { error = 417, msg = "Insufficient balance" },
        _ => throw new InvalidOperationException(refusal.ToString()),
    };

    /// <summary>Delivery report of one message, in the words of Alpha SMS.</summary>
    public static object Report(SimulatedSms? sms) => sms is null
        ? new { error = 404, msg = "Request not found" }
        : new
        {
            error = 0,
            msg = "Success",
            data = new
            {
                request_id = sms.Id,
                request_status = sms.Delivery == SmsDelivery.Pending ? "Processing" : "Complete",
                recipients = new[] { new { number = sms.To, charge = Charge(sms), status = Word(sms.Delivery) } },
            },
        };

    /// <summary>For the page that shows the phone.</summary>
    public static object Row(SimulatedSms sms) => new
    {
        id = sms.Id,
        to = sms.To,
        text = sms.Text,
        sender = sms.Sender,
        at = sms.At.ToString("O", CultureInfo.InvariantCulture),
        parts = sms.Parts,
        delivery = Word(sms.Delivery),
    };

    private static object BulkError(int code, string text) =>
        new { response_code = code, success_message = "", error_message = text };

    private static string Charge(SimulatedSms sms) => (sms.Parts * 0.25m).ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Word(SmsDelivery delivery) => delivery switch
    {
        SmsDelivery.Delivered => "Sent",
        SmsDelivery.Failed => "Failed",
        _ => "Pending",
    };
}
