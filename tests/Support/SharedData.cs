namespace Catalog.Support;

/// <summary>Where the measured data of real servers lies, for tests that skip without it.</summary>
public static class SharedData
{
    /// <summary>The folder of measured data: <c>CATALOG_SHARED</c>, else <c>../shared</c> beside the repository; null where neither is there.</summary>
    public static string? RootOrNull { get; } = FindOrNull();

    /// <summary>The root of this repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A file or folder of the measured data; skips the test, saying so, where it is not there.</summary>
    public static string Require(string relative)
    {
        var path = RootOrNull is null ? null : Path.Combine(RootOrNull, relative);
        if (path is null || !Path.Exists(path))
        {
            Assert.Skip($"needs `{relative}` of the measured data: set CATALOG_SHARED to its folder");
        }

        return path;
    }

    /// <summary>A bare git mirror of <c>owner/name</c> under <c>CATALOG_MIRRORS</c>; skips the test, saying so, where it is not there.</summary>
    public static string RequireMirror(string repository)
    {
        var root = Environment.GetEnvironmentVariable("CATALOG_MIRRORS");
        var path = root is null ? null : Path.Combine(root, repository.Replace('/', '+'), "repo");
        if (path is null || !Directory.Exists(path))
        {
            Assert.Skip($"needs a bare mirror of {repository}: set CATALOG_MIRRORS to the folder that holds it");
        }

        return path;
    }

    private static string? FindOrNull()
    {
        var named = Environment.GetEnvironmentVariable("CATALOG_SHARED");
        var path = named ?? Path.Combine(FindRepository(), "..", "shared");
        return Directory.Exists(path) ? Path.GetFullPath(path) : null;
    }

    /// <summary>The repository that the tests were built in.</summary>
    public static string RepositoryRoot => FindRepository();

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Catalog.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests run inside the repository");
    }
}
