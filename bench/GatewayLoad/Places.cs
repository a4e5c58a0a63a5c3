namespace Catalog.GatewayLoad;

/// <summary>Where things are, looked for upwards from the executable.</summary>
internal static class Places
{
    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The fast upstream's source; it is not part of the repository.</summary>
    public static string Upstream { get; } = Path.GetFullPath(Path.Combine(Repository, "..", "shared", "tools", "load", "fastserver"));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Catalog.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("run it from inside of the repository"));
}
