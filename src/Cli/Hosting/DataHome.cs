namespace Catalog.Cli.Hosting;

/// <summary>Where this user's data lies: <c>$XDG_DATA_HOME/catalog</c>, else <c>~/.local/share/catalog</c> (on Windows the local application data).</summary>
internal static class DataHome
{
    /// <summary>The folder; made when it is not there, readable by its owner alone.</summary>
    public static string Path
    {
        get
        {
            var named = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
            var root = string.IsNullOrWhiteSpace(named)
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
                : named;
            if (string.IsNullOrEmpty(root))
            {
                throw new CommandFailedException("no home folder is known: set XDG_DATA_HOME to a folder that can be written");
            }

            var path = System.IO.Path.Combine(root, "catalog");
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return path;
        }
    }

    /// <summary>The catalog's database where nothing else is named.</summary>
    public static string CatalogDatabase => System.IO.Path.Combine(Path, "catalog.db");

    /// <summary>The gateway's database where nothing else is named.</summary>
    public static string GatewayDatabase => System.IO.Path.Combine(Path, "gateway.db");

    /// <summary>Fetched snapshots, by content.</summary>
    public static string Snapshots => System.IO.Path.Combine(Path, "snapshots");
}
