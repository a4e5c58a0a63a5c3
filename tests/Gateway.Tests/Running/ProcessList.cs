using System.Diagnostics;

namespace Catalog.Gateway.Tests.Running;

/// <summary>The processes of this machine, by their command lines.</summary>
internal static class ProcessList
{
    /// <summary>How many have a text in their command line.</summary>
    public static int Count(string part) => Process.GetProcesses().Count(p => CommandLineOf(p.Id).Contains(part, StringComparison.Ordinal));

    /// <summary>Waits until none has.</summary>
    public static async Task GoneAsync(string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Count(part) > 0)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static string CommandLineOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
