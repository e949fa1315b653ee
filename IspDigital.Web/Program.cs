using IspDigital.Web.Startup.Verbs;

// The command line says what the process does; without a verb it serves the portal (Startup/Portal.cs).
return await Verbs.Run(args);
