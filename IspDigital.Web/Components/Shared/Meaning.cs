namespace IspDigital.Web.Components.Shared;

/// <summary>What a colour says; the same everywhere. Never alone: a word and a picture stand beside it.</summary>
public enum Meaning
{
    /// <summary>Paid, online, done: green.</summary>
    Good,
    /// <summary>Due, in progress, planned: blue.</summary>
    Due,
    /// <summary>Overdue, warned, waiting for a person: amber.</summary>
    Warn,
    /// <summary>Cut, failed: red.</summary>
    Bad,
    /// <summary>Paused, closed, nothing to do: grey.</summary>
    Idle,
}
