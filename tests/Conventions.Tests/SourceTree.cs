using System.Diagnostics;

namespace Catalog.Conventions.Tests;

/// <summary>The files of the repository that git tracks or would track.</summary>
internal static class SourceTree
{
    public static IReadOnlyList<string> Files { get; } = List();

    public static IEnumerable<string> Sources => Files.Where(static f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(SharedData.Repository, file));

    public static IEnumerable<string> Lines(string listFile) => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", listFile))
        .Select(static line => line.Split('#')[0].Trim())
        .Where(static line => line.Length > 0);

    private static List<string> List()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = SharedData.Repository,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. files.Where(static f => File.Exists(Path.Combine(SharedData.Repository, f)))];
    }
}
