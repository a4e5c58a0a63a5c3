namespace Catalog.GatewayLoad;

/// <summary>What a process held at one moment.</summary>
/// <param name="Megabytes">Resident memory.</param>
/// <param name="Descriptors">Open files and sockets.</param>
/// <param name="Threads">Threads.</param>
internal sealed record SoakVitals(double Megabytes, int Descriptors, int Threads)
{
    public static SoakVitals Of(Peer peer) => new(peer.ResidentMegabytes(), peer.Descriptors(), peer.Threads());
}
