using IspDigital.Core.Data;
using Microsoft.AspNetCore.DataProtection;

namespace IspDigital.Web.Startup;

/// <summary>The keys that protect cookies and the routers' passwords.</summary>
public static class KeysStartup
{
    /// <summary>
    /// Keeps the keys in the folder <c>keys</c> beside the database, never in it: a stolen backup of the database opens no router.
    /// </summary>
    public static void AddKeys(this WebApplicationBuilder builder)
    {
        // One key only: what else is wrong in the settings is told later, all at once.
        var data = builder.Configuration[$"{DataOptions.Section}:{nameof(DataOptions.Folder)}"] ?? new DataOptions().Folder;
        var folder = Directory.CreateDirectory(Path.GetFullPath(Path.Combine(data, "keys")));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }
        builder.Services.AddDataProtection().SetApplicationName("IspDigital").PersistKeysToFileSystem(folder);
    }
}
