namespace Catalog.Cli.Clients;

/// <summary>The folders in which clients keep their configuration.</summary>
/// <param name="Home">The user's home.</param>
/// <param name="Settings">Where programs keep settings: <c>~/.config</c>, <c>~/Library/Application Support</c>, or <c>%APPDATA%</c>.</param>
/// <param name="DotConfig"><c>~/.config</c> on every system.</param>
internal sealed record ClientHome(string Home, string Settings, string DotConfig)
{
    public static ClientHome OfUser
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
            var dot = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".config");
            var settings = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify)
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Application Support")
                : dot;
            return new ClientHome(home, settings, dot);
        }
    }
}
