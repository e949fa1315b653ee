namespace IspDigital.Benchmarks.Lists;

public static partial class ListSeed
{
    // Shares are taken by a number that looks random and is not: (id * 7919 + age * 104729) % 1000.
    private static readonly string[] s_statements =
    [
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
        INSERT INTO Plans (Id, Name, IsOffered, Speed_DownloadBps, Speed_UploadBps, Speed_RouterProfile)
        SELECT i, 'Home ' || (5 * i), 1, 5000000 * i, 5000000 * i, 'plan-' || (5 * i) || 'M' FROM n
        """,
        "INSERT INTO PlanPrices (PlanId, \"From\", PriceMinor) SELECT Id, '2020-01-01', 30000 + 10000 * Id FROM Plans",
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
        INSERT INTO Routers (Id, Name, Host, Port, UseTls, UserName, ProtectedPassword, IsActive, Health)
        SELECT i, 'POP ' || i, '10.0.0.' || i, 8728, 0, 'portal', '-', 1, 'Up' FROM n
        """,
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5)
        INSERT INTO SubscriberGroups (Id, Name) SELECT i, 'Group ' || i FROM n
        """,
        // Cheap plans are taken more often: a fifth of all have the first one.
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $subscribers)
        INSERT INTO Subscribers (Id, Code, Name, Phone, Language, GroupId, ActivatedOn, BillFrom, ClosedOn, PlanId, RouterId, PppName, Version,
            Address_Area, Address_District, Address_Division, Address_Line, Address_Thana, SearchText)
        SELECT i, printf('C-%06d', i), f.Word || ' ' || m.Word || ' ' || l.Word, '8801' || (300000000 + i * 7919 % 699999999),
            iif(i % 4 = 0, 'en', 'bn'), iif(i % 10 = 0, 1 + i % 5, NULL), date($today, '-' || ($months + 1 + i % 24) || ' months'),
            date($today, '-' || ($months + 1 + i % 24) || ' months'), iif(i % 25 = 0, date($today, '-' || (i % 90) || ' days'), NULL),
            min(1 + i * 7919 % 15, 12) , iif(i % 12 = 0, NULL, 1 + i % 20), iif(i % 12 = 0, NULL, 'user' || (i * 7919 % 1000003)), 0,
            a.Word, 'Dhaka', 'Dhaka', 'House ' || (i % 200) || ', Road ' || (i % 30), '', ''
        FROM n
        JOIN SeedWords f ON f.Kind = 'first' AND f.N = i * 31 % $firsts
        JOIN SeedWords m ON m.Kind = 'middle' AND m.N = i * 7 / 3 % $middles
        JOIN SeedWords l ON l.Kind = 'last' AND l.N = i * 13 / 7 % $lasts
        JOIN SeedWords a ON a.Kind = 'area' AND a.N = i * 17 / 5 % $areas
        """,
        "UPDATE Subscribers SET SearchText = lower(Name) || char(10) || lower(Code) || char(10) || lower(coalesce(PppName, '')) || char(10) || Phone || char(10)",
        "INSERT INTO PlanAssignments (SubscriberId, \"From\", PlanId, DecidedOn) SELECT Id, ActivatedOn, PlanId, '0001-01-01' FROM Subscribers",
        "INSERT INTO Pauses (SubscriberId, \"From\", Until) SELECT Id, date($today, '-' || (Id % 40) || ' days'), iif(Id % 200 = 7, date($today, '+5 days'), date($today, '-1 days')) FROM Subscribers WHERE Id % 100 = 7",
        "INSERT INTO PauseEnds (PauseId, Until, DecidedOn) SELECT Id, Until, date($today, '-40 days') FROM Pauses",
        """
        INSERT INTO DesiredStates (SubscriberId, RouterId, PppName, Version, Online, Change, DecidedAt, ReasonsJson, Cause, Apply, AppliedVersion, ConfirmedOnline, Attempts, CutTold)
        SELECT Id, RouterId, PppName, 1, Id % 40 > 0, 'Sync', $today || ' 00:00:00', iif(Id % 40 > 0, '[]', '[{"Code":"Overdue"}]'), 'Charge', 'Done', 1, Id % 40 > 0, 0, 0
        FROM Subscribers WHERE RouterId IS NOT NULL
        """,
        """
        INSERT INTO BillingSchedules (SubscriberId, SubscriberVersion, TermsStamp, SettledUntil, NextIssueOn, LastTotalMinor, LastDays)
        SELECT Id, 0, 0, date($today, '+15 days'), date($today, '+' || (1 + Id % 28) || ' days'), 50000, 30 FROM Subscribers
        """,
        // The last issue date of each is at most today; the others lie whole months before.
        """
        CREATE TABLE SeedInvoices AS
        WITH RECURSIVE age(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM age WHERE k < $months - 1)
        SELECT row_number() OVER (ORDER BY IssueDate, SubscriberId) AS Id, SubscriberId, k, IssueDate, Price, Share, Half FROM (
            SELECT s.Id AS SubscriberId, k, date($today, '-' || (s.Id * 7919 % 28) || ' days', '-' || k || ' months') AS IssueDate,
                30000 + 10000 * s.PlanId AS Price, (s.Id * 7919 + k * 104729) % 1000 AS Share, (s.Id * 31 + k) % 10 = 0 AS Half
            FROM Subscribers s, age)
        """,
        """
        INSERT INTO BillingRuns (Key, Kind, ThroughDate, State, DueSubscribers, Cursor, FencingToken, Processed, Issued, BackFilled, AlreadyThere, Skipped, Parked,
            StartedAt, StartedBy, FinishedAt, ExpectedTotalMinor, LastTotalMinor, TotalMinor)
        SELECT 'seed:' || IssueDate, 'Recurring', IssueDate, 'Completed', count(*), 0, 1, count(*), count(*), 0, 0, 0, 0,
            IssueDate || ' 00:00:00', 'job:IssueInvoices', IssueDate || ' 00:01:00', sum(Price), 0, sum(Price)
        FROM SeedInvoices GROUP BY IssueDate ORDER BY IssueDate
        """,
        // Of this month's 45% are open, of last month's 10%, of older ones 2%; 1% are void; a tenth of the open ones is half paid.
        """
        INSERT INTO Invoices (Id, Number, SubscriberId, Kind, PeriodStart, PeriodEnd, IssueDate, DueDate, LastDayToPay, Status, RunId, IssuedAt, VoidReason, VoidedAt,
            IsPeriodWaived, PaidMinor, SubtotalMinor, TaxMinor, TotalMinor, Sequence)
        SELECT i.Id, printf('INV-%s-%06d', substr(IssueDate, 1, 4), row_number() OVER (PARTITION BY substr(IssueDate, 1, 4) ORDER BY i.Id)),
            SubscriberId, 'Recurring', IssueDate, date(IssueDate, '+1 months'), IssueDate, date(IssueDate, '+7 days'), date(IssueDate, '+10 days'),
            CASE WHEN Share >= 990 THEN 'Void' WHEN Share < iif(k = 0, 450, iif(k = 1, 100, 20)) THEN 'Open' ELSE 'Paid' END,
            r.Id, IssueDate || ' 00:00:10', iif(Share >= 990, 'Wrong plan', NULL), iif(Share >= 990, IssueDate || ' 06:00:00', NULL), 0,
            CASE WHEN Share >= 990 THEN 0 WHEN Share < iif(k = 0, 450, iif(k = 1, 100, 20)) THEN iif(Half, Price / 2, 0) ELSE Price + Price / 20 END,
            Price, Price / 20, Price + Price / 20, 0
        FROM SeedInvoices i JOIN BillingRuns r ON r.Key = 'seed:' || i.IssueDate ORDER BY i.Id
        """,
        """
        INSERT INTO InvoiceLines (InvoiceId, Position, Kind, Text, "From", "To", PeriodStart, DaysInPeriod, TaxBasisPoints, FullPriceMinor, NetMinor, TaxMinor,
            Cause, TaxMode, PlanId, ListPriceMinor, DiscountBasisPoints, DiscountMinor)
        SELECT i.Id, 1, 'Recurring', p.Name, PeriodStart, PeriodEnd, PeriodStart, 30, 500, SubtotalMinor, SubtotalMinor, TaxMinor,
            'Period', 'Exclusive', p.Id, SubtotalMinor, 0, 0
        FROM Invoices i JOIN Subscribers s ON s.Id = i.SubscriberId JOIN Plans p ON p.Id = s.PlanId ORDER BY i.Id
        """,
        // One payment for each invoice that is paid or half paid: a third in cash, the others by wallet.
        """
        INSERT INTO Payments (Id, SubscriberId, Method, Provider, TransactionId, ReceivedOn, RecordedAt, RecordedBy, CommandId, AmountMinor)
        SELECT Id, SubscriberId, iif(Id % 3 = 0, 'Cash', iif(Id % 3 = 1, 'BKash', 'Nagad')), iif(Id % 3 = 0, NULL, iif(Id % 3 = 1, 'bkash', 'nagad')),
            iif(Id % 3 = 0, NULL, printf('%s%010X', iif(Id % 3 = 1, 'B', 'N'), Id * 2654435761 % 1099511627689)), min(date(IssueDate, '+' || (Id % 9) || ' days'), $today),
            min(date(IssueDate, '+' || (Id % 9) || ' days'), $today) || ' 05:00:00', 'Collector', printf('%08X-0000-4000-8000-000000000000', Id), PaidMinor
        FROM Invoices WHERE PaidMinor > 0 ORDER BY Id
        """,
        "INSERT INTO PaymentAllocations (PaymentId, InvoiceId, At, AmountMinor) SELECT Id, Id, RecordedAt, AmountMinor FROM Payments ORDER BY Id",
        """
        INSERT INTO JournalEntries (SubscriberId, Kind, BusinessDate, RecordedAt, ActorName, SourceKind, SourceId, IdempotencyKey)
        SELECT SubscriberId, 'Charge', IssueDate, IssuedAt, 'job:IssueInvoices', 'Invoice', Id, 'invoice:' || Id FROM Invoices ORDER BY Id
        """,
        """
        INSERT INTO JournalEntries (SubscriberId, Kind, BusinessDate, RecordedAt, ActorName, SourceKind, SourceId, IdempotencyKey)
        SELECT SubscriberId, 'Credit', IssueDate, IssuedAt, 'Owner', 'Invoice', Id, 'void:' || Id FROM Invoices WHERE Status = 'Void' ORDER BY Id
        """,
        """
        INSERT INTO JournalEntries (SubscriberId, Kind, BusinessDate, RecordedAt, ActorName, SourceKind, SourceId, IdempotencyKey)
        SELECT SubscriberId, 'Payment', ReceivedOn, RecordedAt, RecordedBy, 'Payment', Id, 'payment:' || Id FROM Payments ORDER BY Id
        """,
        """
        INSERT INTO JournalLines (EntryId, SubscriberId, Account, AmountMinor)
        SELECT e.Id, e.SubscriberId, p.Account, p.Sign * CASE p.Account WHEN 'Receivable' THEN i.TotalMinor WHEN 'Revenue' THEN i.SubtotalMinor ELSE i.TaxMinor END
        FROM JournalEntries e JOIN Invoices i ON i.Id = e.SourceId
        CROSS JOIN (SELECT 'Receivable' AS Account, 1 AS Sign UNION ALL SELECT 'Revenue', -1 UNION ALL SELECT 'TaxPayable', -1) p WHERE e.Kind = 'Charge'
        """,
        """
        INSERT INTO JournalLines (EntryId, SubscriberId, Account, AmountMinor)
        SELECT e.Id, e.SubscriberId, p.Account, p.Sign * CASE p.Account WHEN 'Receivable' THEN i.TotalMinor WHEN 'Revenue' THEN i.SubtotalMinor ELSE i.TaxMinor END
        FROM JournalEntries e JOIN Invoices i ON i.Id = e.SourceId
        CROSS JOIN (SELECT 'Receivable' AS Account, -1 AS Sign UNION ALL SELECT 'Revenue', 1 UNION ALL SELECT 'TaxPayable', 1) p WHERE e.Kind = 'Credit'
        """,
        """
        INSERT INTO JournalLines (EntryId, SubscriberId, Account, AmountMinor)
        SELECT e.Id, e.SubscriberId, iif(p.IsMoney, y.Method, 'Receivable'), iif(p.IsMoney, y.AmountMinor, -y.AmountMinor)
        FROM JournalEntries e JOIN Payments y ON y.Id = e.SourceId CROSS JOIN (SELECT 1 AS IsMoney UNION ALL SELECT 0) p WHERE e.Kind = 'Payment'
        """,
        """
        INSERT INTO OutboxMessages (SubscriberId, Channel, Kind, Language, DedupeKey, InvoiceId, QueuedAt, NotBefore, State, Attempts, UnknownOutcomes, Recipient, Body, Parts, SentAt, CostMinor)
        SELECT i.SubscriberId, 'Sms', 'InvoiceIssued', s.Language, 'issued:' || i.Id || ':sms', i.Id, i.IssuedAt, i.IssuedAt, 'Sent', 1, 0, s.Phone,
            'Dear ' || s.Name || ', your invoice ' || i.Number || ' is ready. Please pay before ' || i.DueDate || '.', 2, i.IssueDate || ' 04:00:00', 70
        FROM Invoices i JOIN Subscribers s ON s.Id = i.SubscriberId WHERE i.IssueDate > date($today, '-2 months') ORDER BY i.Id
        """,
        """
        INSERT INTO AuditEntries (At, ActorName, Action, SubjectKind, SubjectId, SubscriberId)
        SELECT RecordedAt, RecordedBy, 'PaymentRecorded', 'Payment', Id, SubscriberId FROM Payments ORDER BY Id
        """,
        "INSERT INTO NumberSeries (Name, Next) SELECT substr(Number, 1, 8), count(*) + 1 FROM Invoices GROUP BY substr(Number, 1, 8)",
    ];
}
