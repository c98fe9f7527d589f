/* Reading a ticket's code: by the browser where it can, else by a photograph that the server reads. Neither is needed. */

const EVERY = 150;
const LARGEST = 1600;
const dialog = document.getElementById("door-camera");
const video = dialog.querySelector("video");
const scan = document.getElementById("door-scan");
const photo = document.getElementById("door-photo");

const canScan = async () => {
  if (!window.BarcodeDetector || !navigator.mediaDevices?.getUserMedia) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
};

/* `read(text)` is called with what stands in a code, `photographed(picture)` with a photograph to be sent. */
export const createCamera = async ({ read, photographed }) => {
  const offerPhoto = () => {
    scan.hidden = true;
    photo.hidden = false;
  };
  photo.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) await photographed(await smaller(file).catch(() => file));
    event.target.value = "";
  });
  if (!(await canScan().catch(() => false))) return offerPhoto();
  scan.hidden = false;
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  return scan.addEventListener("click", () => look(read).catch(offerPhoto));
};

/* Look until a code is seen or the window is closed. Throws where the camera may not be used. */
const look = async (read) => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  let text = "";
  try {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    video.srcObject = stream;
    dialog.showModal();
    await video.play();
    while (dialog.open && !text) {
      const [code] = await detector.detect(video).catch(() => []);
      text = code?.rawValue ?? "";
      if (!text) await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    dialog.close();
  }
  if (text) read(text);
};

/* A photograph of some megabytes is more than a bad network takes; its code is read as well in a smaller one. */
const smaller = async (file) => {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width * scale, picture.height * scale];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", 0.85);
  });
};
