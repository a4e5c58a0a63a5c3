namespace Catalog.Gateway.Upstreams;

/// <summary>What started servers leave behind when they leave their process groups, in a process that is a gateway and nothing else.</summary>
public static class ServerOrphans
{
    /// <summary>
    /// Has what servers started, and what lost its parent, become children of this process (Linux), so that it is found and ended with its server, and with the
    /// gateway. To be called once, at the start: what was a child before is left alone. Elsewhere it does nothing, and such processes are out of reach.
    /// </summary>
    public static void Adopt() => ProcessGroups.AdoptOrphans();
}
