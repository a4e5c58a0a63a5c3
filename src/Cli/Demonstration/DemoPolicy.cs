namespace Catalog.Cli.Demonstration;

/// <summary>The policy file of the demonstration: the recommended one at first, and the user's own as soon as it was edited.</summary>
internal static class DemoPolicy
{
    /// <summary>Writes the recommended policy where there is none yet or the one that is there was never edited.</summary>
    /// <param name="home">The folder of the demonstration.</param>
    /// <param name="recommended">The recommended document.</param>
    /// <returns>The file, and whether it is the user's own.</returns>
    public static (string File, bool IsEdited) Place(string home, string recommended)
    {
        var file = Path.Combine(home, "filesystem.json");
        var last = Path.Combine(home, ".filesystem.recommended.json");
        if (File.Exists(file) && (!File.Exists(last) || File.ReadAllText(last) != File.ReadAllText(file)))
        {
            return (file, true);
        }

        File.WriteAllText(file, recommended);
        File.WriteAllText(last, recommended);
        return (file, false);
    }
}
