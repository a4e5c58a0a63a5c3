namespace Catalog.Gateway.Metering;

/// <summary>Something that goes up and down, and is read when it is asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Description">One sentence.</param>
internal sealed record GaugeKind(string Name, string Unit, string Description)
{
    public static readonly GaugeKind Waiting = new("toolrisk.gateway.approvals.waiting", "{approval}", "Calls that wait for a person");
    public static readonly GaugeKind Sessions = new("toolrisk.gateway.sessions", "{session}", "Sessions of clients that are open");
    public static readonly GaugeKind Up = new("toolrisk.gateway.upstream.up", "1", "Whether the last request to the server was answered: 1, or 0; nothing while none was sent");
    public static readonly GaugeKind Queue = new("toolrisk.gateway.log.queue", "{entry}", "Entries of the decision log on their way to the disk");
    public static readonly GaugeKind LogFailing = new("toolrisk.gateway.log.failing", "1", "Whether the last try to write the decision log failed: 1, or 0");

    public static readonly IReadOnlyList<GaugeKind> All = [Waiting, Sessions, Up, Queue, LogFailing];
}
