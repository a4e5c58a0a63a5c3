using System.Globalization;

/// <summary>
/// Runs inside of the gateway that is measured, where its runtime is told to load it: writes down ten times a second how many bytes were
/// allocated since the process began. The runtime looks for this name outside of any namespace.
/// </summary>
#pragma warning disable MA0047 // the runtime asks for exactly this name
internal static class StartupHook
#pragma warning restore MA0047
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "GATEWAY_LOAD_ALLOCATIONS";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } file)
        {
            new Thread(() => Write(file)) { IsBackground = true }.Start();
        }
    }

    private static void Write(string file)
    {
        while (true)
        {
            // Put in its place whole: a reader must not find it empty.
            File.WriteAllText(file + ".new", GC.GetTotalAllocatedBytes().ToString(CultureInfo.InvariantCulture));
            File.Move(file + ".new", file, overwrite: true);
            Thread.Sleep(100);
        }
    }
}
