namespace IspDigital.Benchmarks.Simulation.Messages;

/// <summary>A look at all reminders that had come by then.</summary>
/// <param name="At">When.</param>
/// <param name="LastReminder">The last that was decided by then.</param>
/// <param name="LastInvoice">The last invoice that was issued by then.</param>
internal readonly record struct ReminderLook(DateTimeOffset At, long LastReminder, long LastInvoice);
