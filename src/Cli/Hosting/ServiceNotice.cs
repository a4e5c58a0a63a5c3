using System.Net.Sockets;

namespace Catalog.Cli.Hosting;

/// <summary>Tells the supervisor that started this process (systemd, <c>Type=notify</c>) how far it is; says nothing where there is none.</summary>
/// <remarks>Source: sd_notify(3): a datagram to the Unix socket that <c>NOTIFY_SOCKET</c> names, a path, or an abstract name after <c>@</c>.</remarks>
internal static class ServiceNotice
{
    private const string Variable = "NOTIFY_SOCKET";

    private static readonly string? Address = Take();

    /// <summary>It serves: whoever waits for it may go on.</summary>
    /// <param name="log">Gets a line where the supervisor could not be told, for it will end this process for being late.</param>
    public static void Ready(TextWriter log) => Send("READY=1", log);

    /// <summary>It ends, on its own or because it was asked to.</summary>
    /// <param name="log">Gets a line where the supervisor could not be told.</param>
    public static void Stopping(TextWriter log) => Send("STOPPING=1", log);

    // Servers that this process starts are no part of the service: what they say is not said for it.
    private static string? Take()
    {
        var address = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        return address is ['/' or '@', _, ..] && !OperatingSystem.IsWindows() ? address : null;
    }

    private static void Send(string state, TextWriter log)
    {
        if (Address is null)
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(System.Text.Encoding.ASCII.GetBytes(state), new UnixDomainSocketEndPoint(Address[0] == '@' ? "\0" + Address[1..] : Address));
        }
        catch (SocketException failed)
        {
            log.WriteLine($"catalog: the supervisor at `{Address}` could not be told {state}: {failed.Message}");
        }
    }
}
