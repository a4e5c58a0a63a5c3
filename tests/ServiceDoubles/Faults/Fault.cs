namespace Catalog.ServiceDoubles.Faults;

/// <summary>What befalls one answer.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An error of the server.</summary>
    Error,

    /// <summary>No answer.</summary>
    Hang,

    /// <summary>Half of it.</summary>
    Truncate,

    /// <summary>A byte at a time.</summary>
    Trickle,
}
