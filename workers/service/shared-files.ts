import { sharedFilesCache, sharedNameHeader, sharedParameter } from '../api/offline';

/**
 * Takes files that another program shares with this one: they are put aside on this device, and the page is opened,
 * which reads them and clears them away. Nothing is sent anywhere.
 * @param home the address of the folder the page is in
 */
export async function takeShared(request: Request, home: string): Promise<Response> {
  const form = await request.formData();
  const files = form.getAll('files').filter((value) => value instanceof File);
  await caches.delete(sharedFilesCache);
  const cache = await caches.open(sharedFilesCache);
  for (const [index, file] of files.entries()) {
    const headers = { [sharedNameHeader]: encodeURIComponent(file.name), 'content-type': file.type };
    await cache.put(new URL(`${sharedParameter}/${index}`, home), new Response(file, { headers }));
  }
  return Response.redirect(new URL(`?${sharedParameter}`, home), 303);
}
