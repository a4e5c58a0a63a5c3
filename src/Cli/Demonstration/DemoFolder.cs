using System.Globalization;

namespace Catalog.Cli.Demonstration;

/// <summary>The folder that the demonstration's filesystem server may see: a fresh one each time, so that nothing of an earlier try is touched.</summary>
internal static class DemoFolder
{
    /// <summary>Makes the folder, with something to read and somewhere to write.</summary>
    /// <param name="home">The folder of the demonstration.</param>
    /// <param name="now">Names the new folder.</param>
    public static string Create(string home, DateTimeOffset now)
    {
        var path = Path.Combine(home, "files-" + now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(Path.Combine(path, "notes"));
        File.WriteAllText(
            Path.Combine(path, "welcome.txt"),
            """
            This folder belongs to the demonstration of the tool-risk catalog.
            An agent that is connected to the demonstration gateway may read it; what it may change, the policy beside this folder says.

            """);
        File.WriteAllText(Path.Combine(path, "notes", "shopping.txt"), "bread\ntea\n");
        return path;
    }
}
