namespace Catalog.Core.Counters;

/// <summary>How a reservation ended.</summary>
public enum ReservationStatus
{
    /// <summary>The store could not be reached or could not write; nothing was drawn as far as is known.</summary>
    Unavailable,

    /// <summary>Everything was drawn.</summary>
    Granted,

    /// <summary>At least one enforced limit is full; nothing was drawn.</summary>
    Full,
}
