using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>A call under way at a server of the legacy era that waits until its client comes back with what the server asked for.</summary>
/// <param name="State">What the client has to show.</param>
/// <param name="Method">The method of the call.</param>
/// <param name="Call">Whose call it is, and what of.</param>
/// <param name="Session">The client's session.</param>
/// <param name="Branch">The server.</param>
/// <param name="Crossing">The call on its way.</param>
/// <param name="Round">How often it was parked before.</param>
/// <param name="Bytes">What it keeps in memory, about.</param>
internal sealed record ParkedCall(string State, string Method, CallRecord Call, AggregateSession Session, Branch Branch, Crossing Crossing, int Round, long Bytes)
{
    /// <summary>Ends the waiting; set once it waits.</summary>
    public ITimer? Expiry { get; set; }
}
